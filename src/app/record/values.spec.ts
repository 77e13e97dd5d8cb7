import { describe, expect, it } from 'vitest'

import { at, bodyOf, isSame } from './values.ts'

describe('values', () => {
  it('are found and put by dotted paths', () => {
    expect(at({ address: { city: 'Ulm' } }, 'address.city')).toBe('Ulm')
    expect(at({ address: null }, 'address.city')).toBeUndefined()
    expect(bodyOf({ 'address.city': 'Ulm', 'address.zip': '89073', name: null })).toEqual({
      address: { city: 'Ulm', zip: '89073' },
      name: null,
    })
  })

  it('are the same where nothing stands in both', () => {
    expect(isSame(null, undefined)).toBe(true)
    expect(isSame({ a: 1 }, { a: 1 })).toBe(true)
    expect(isSame('1', 1)).toBe(false)
  })
})
