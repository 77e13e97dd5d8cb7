import { describe, expect, it } from 'vitest'

import { integer } from 'tenon/fields'

import { compileModel } from '../model/compileModel.ts'
import { normaliseValue } from './normaliseValue.ts'

const model = compileModel(
  {
    fields: [integer({ label: { de: 'Jahr', en: 'Year' }, max: 9999, min: 1, name: 'year' })],
    slug: 'things',
  },
  { module: 'test' },
)

describe('a number', () => {
  it.each([1, 2026, 9999])('within its bounds is taken: %d', (value) => {
    const field = model.byPath.get('year')

    expect(field && normaliseValue(field, value)).toBe(value)
  })

  it.each([
    [0, 'at least 1'],
    [-5, 'at least 1'],
    [10_000, 'at most 9999'],
  ])('beyond its bounds is refused: %d', (value, reason) => {
    const field = model.byPath.get('year')

    expect(() => field && normaliseValue(field, value)).toThrow(reason)
  })
})
