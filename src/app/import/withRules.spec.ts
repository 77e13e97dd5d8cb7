import { expect, it } from 'vitest'

import { withRules } from './withRules.ts'

it('adds a rule for each value and keeps those that stand', () => {
  const map = { columns: { a: 'name' }, values: { product: { X: 'Y' } } }

  expect(
    withRules(map, [
      { column: 'product', suggestion: 'GTX Pro', value: 'GTXPro' },
      { column: 'stage', suggestion: 'Won', value: 'won!' },
    ]),
  ).toEqual({
    columns: { a: 'name' },
    values: { product: { GTXPro: 'GTX Pro', X: 'Y' }, stage: { 'won!': 'Won' } },
  })
  expect(map.values).toEqual({ product: { X: 'Y' } })
})
