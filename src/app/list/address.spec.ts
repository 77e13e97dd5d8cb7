import { describe, expect, it } from 'vitest'

import { readAddress, writeAddress } from './address.ts'

const FULL = {
  columns: ['title', 'amount'],
  group: { by: 'closeDate', period: 'quarter', sums: ['amountBase'] },
  limit: 50,
  search: 'drill & co',
  sort: '-amount,title',
  trash: true,
  view: '01a1ff85-9fdb-7020-b876-29c3f5cac36c',
  where: {
    and: [{ stage: { in: ['a', 'b'] } }, { or: [{ closeDate: { within: 'last-30-days' } }] }],
  },
} as const

describe('the address of a list', () => {
  it('says everything about how the list is looked at, and is read back the same', () => {
    expect(readAddress(writeAddress(FULL as never))).toEqual(FULL)
  })

  it('tells no group from a group that nothing is said about', () => {
    expect(readAddress(writeAddress({ group: null }))).toEqual({ group: null })
    expect(writeAddress({})).toBe('')
    expect(readAddress('')).toEqual({})
  })

  it('takes conditions as the API writes them, however long their lists are', () => {
    const many = Array.from(
      { length: 25 },
      (_one, at) => `where[or][${String(at)}][name][equals]=n${String(at)}`,
    )

    expect(readAddress('?where[or][0][and][0][amount][greater_than]=100').where).toEqual({
      or: [{ and: [{ amount: { greater_than: '100' } }] }],
    })
    expect((readAddress(`?${many.join('&')}`).where as { or: unknown[] }).or).toHaveLength(25)
  })

  it('leaves out what cannot be read', () => {
    expect(readAddress('?limit=9999&where=%7Bnope&columns=&limit=0')).toEqual({})
  })
})
