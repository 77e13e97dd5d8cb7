import { describe, expect, it } from 'vitest'

import type { TenantTable } from './catalog.ts'
import { orderTables } from './orderTables.ts'

function table(
  name: string,
  references: Record<string, string>,
  notNull: string[] = [],
): TenantTable {
  return {
    columns: Object.keys(references).map((column) => ({
      name: column,
      notNull: notNull.includes(column),
      type: 'uuid',
    })),
    key: ['id'],
    name,
    readable: true,
    references: Object.entries(references).map(([column, to]) => ({ column, references: to })),
    writable: true,
  }
}

function namesOf(tables: TenantTable[]) {
  return orderTables(tables).map((placed) => [placed.table.name, placed.later])
}

describe('orderTables', () => {
  it('puts a table behind those it refers to', () => {
    expect(namesOf([table('a', { b_id: 'b' }), table('b', { c_id: 'c' }), table('c', {})])).toEqual(
      [
        ['c', []],
        ['b', []],
        ['a', []],
      ],
    )
  })

  it('sets a reference of a table to itself later', () => {
    expect(namesOf([table('a', { parent_id: 'a' })])).toEqual([['a', ['parent_id']]])
  })

  it('breaks a circle where a reference may be empty', () => {
    expect(namesOf([table('a', { b_id: 'b' }, ['b_id']), table('b', { a_id: 'a' })])).toEqual([
      ['b', ['a_id']],
      ['a', []],
    ])
  })

  it('refuses a circle that no order can fill', () => {
    expect(() =>
      orderTables([table('a', { b_id: 'b' }, ['b_id']), table('b', { a_id: 'a' }, ['a_id'])]),
    ).toThrow(expect.objectContaining({ code: 'EXPORTS_KEYS_CIRCULAR' }))
  })
})
