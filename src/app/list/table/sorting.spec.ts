import { describe, expect, it } from 'vitest'

import { sortAfterClick } from './sorting.ts'

describe('a click on a head', () => {
  it('sorts upwards, then downwards, then not at all', () => {
    expect(sortAfterClick('', 'name', false)).toBe('name')
    expect(sortAfterClick('name', 'name', false)).toBe('-name')
    expect(sortAfterClick('-name', 'name', false)).toBe('')
  })

  it('takes the place of another order, and joins it with the shift key', () => {
    expect(sortAfterClick('-amount', 'name', false)).toBe('name')
    expect(sortAfterClick('-amount', 'name', true)).toBe('-amount,name')
    expect(sortAfterClick('-amount,name', 'name', true)).toBe('-amount,-name')
    expect(sortAfterClick('-amount,-name', 'name', true)).toBe('-amount')
    expect(sortAfterClick('-amount,name', 'name', false)).toBe('name')
  })
})
