import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { convertAmount, RATE_ONE } from './convertAmount.ts'

const convert = (amount: number, rate: number, from = 'USD', to = 'EUR') =>
  convertAmount({ amount, from, rate, to })

const amounts = fc.integer({ max: 10 ** 11, min: -(10 ** 11) })
const rates = fc.integer({ max: 10 ** 11, min: 1 })
const codes = fc.constantFrom('BHD', 'EUR', 'JPY', 'KWD', 'USD')

describe('convertAmount', () => {
  it('takes one rate for one unit, whatever the minor units are', () => {
    expect(convert(10_000, 92_500_000)).toBe(9250)
    expect(convert(15_000, 620_000, 'JPY')).toBe(9300)
    expect(convert(1000, 245_000_000, 'BHD')).toBe(245)
    expect(convert(245, 40_816_327, 'EUR', 'BHD')).toBe(1000)
    expect(convert(9300, 16_129_032_258, 'EUR', 'JPY')).toBe(15_000)
  })

  it('rounds half away from zero', () => {
    expect(convert(1, 50_000_000)).toBe(1)
    expect(convert(-1, 50_000_000)).toBe(-1)
    expect(convert(3, 50_000_000)).toBe(2)
    expect(convert(1, 49_999_999)).toBe(0)
    expect(convert(-1, 49_999_999) === 0).toBe(true)
  })

  it('gives nothing for what cannot be kept exactly', () => {
    expect(convert(Number.MAX_SAFE_INTEGER, 2 * RATE_ONE)).toBeUndefined()
  })

  it('leaves an amount as it is at a rate of one', () => {
    fc.assert(
      fc.property(
        amounts,
        codes,
        (amount, code) => convert(amount, RATE_ONE, code, code) === amount,
      ),
    )
  })

  it('turns with the sign', () => {
    fc.assert(
      fc.property(amounts, rates, codes, codes, (amount, rate, from, to) => {
        const there = convert(amount, rate, from, to)
        const back = convert(-amount, rate, from, to)

        return there === undefined ? back === undefined : there + (back ?? 1) === 0
      }),
    )
  })

  it('is off the exact worth by at most half a minor unit', () => {
    fc.assert(
      fc.property(amounts, rates, (amount, rate) => {
        const converted = convert(amount, rate)
        const exact = BigInt(amount) * BigInt(rate)
        const off = 2n * (BigInt(converted ?? 0) * BigInt(RATE_ONE) - exact)

        return converted === undefined || (off <= BigInt(RATE_ONE) && off >= -BigInt(RATE_ONE))
      }),
    )
  })

  it('never gives less for more', () => {
    fc.assert(
      fc.property(amounts, fc.nat(10 ** 6), rates, (amount, more, rate) => {
        const less = convert(amount, rate)
        const greater = convert(amount + more, rate)

        return less === undefined || greater === undefined || greater >= less
      }),
    )
  })
})
