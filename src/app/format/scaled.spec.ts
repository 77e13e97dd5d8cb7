import { describe, expect, it } from 'vitest'

import { formatMoney } from './formatMoney.ts'
import { formatScaled, parseScaled } from './scaled.ts'

const money = { digits: 2, shown: 2 }
const thousandths = { digits: 3, shown: 0 }

describe('parseScaled', () => {
  it.each([
    ['1,234.50', 'en', 123_450],
    ['1.234,50', 'de', 123_450],
    ['1234,5', 'en', 123_450],
    ['1234.5', 'de', 123_450],
    ['1,234', 'en', 123_400],
    ['1.234', 'de', 123_400],
    ['1 234,56', 'de', 123_456],
    ['-0.07', 'en', -7],
    ['.5', 'en', 50],
    ['0.285', 'en', 29],
    ['1.005', 'en', 101],
  ])('reads %s in %s', (text, locale, value) => {
    expect(parseScaled(text, money, locale)).toBe(value)
  })

  it('tells an empty text from what is no number', () => {
    expect(parseScaled('  ', money, 'en')).toBeNull()
    expect(parseScaled('12a', money, 'en')).toBeUndefined()
    expect(parseScaled('1.2.3', money, 'en')).toBeUndefined()
    expect(parseScaled('99999999999999999', money, 'en')).toBeUndefined()
  })

  it('gives back what was written', () => {
    for (const locale of ['en', 'de']) {
      for (const value of [0, 1, -1, 99, 100_000, 123_456_789]) {
        expect(parseScaled(formatScaled(value, money, locale), money, locale)).toBe(value)
        expect(parseScaled(formatScaled(value, thousandths, locale), thousandths, locale)).toBe(
          value,
        )
      }
    }
  })
})

describe('formatMoney', () => {
  it('shows minor units with as many places as the currency has', () => {
    expect(formatMoney(1_000_553_400, 'EUR', 'en')).toBe('€10,005,534.00')
    expect(formatMoney(1500, 'JPY', 'en')).toBe('¥1,500')
    expect(formatMoney(1500, 'KWD', 'en')).toMatch(/1\.500/)
    expect(formatMoney(1500, 'nothing', 'en')).toBe('15.00 nothing')
  })
})
