import { describe, expect, it } from 'vitest'

import { conditionAt, withValueAt } from './conditions.ts'

const filters = {
  or: [
    { and: [{ title: { like: 'a' } }, { amount: { greater_than: '100' } }] },
    { and: [{ amount: { less_than: '5' } }] },
  ],
}

describe('conditions of a list', () => {
  it('are found by the place at which they are shown', () => {
    expect(conditionAt(filters, 1, 'amount')).toEqual({ operator: 'greater_than', value: '100' })
    expect(conditionAt(filters, 2, 'amount')).toEqual({ operator: 'less_than', value: '5' })
    expect(conditionAt(filters, 0, 'amount')).toBeUndefined()
    expect(conditionAt(undefined, 0, 'amount')).toBeUndefined()
  })

  it('change one at a time', () => {
    expect(withValueAt(filters, 2, 'amount', 7)).toEqual({
      or: [filters.or[0], { and: [{ amount: { less_than: 7 } }] }],
    })
    expect(withValueAt(filters, 0, 'amount', 7)).toEqual(filters)
  })
})
