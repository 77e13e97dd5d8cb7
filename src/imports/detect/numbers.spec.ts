import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { DecimalSign } from '../types.ts'
import {
  addNumberEvidence,
  currencyOf,
  decideDecimalSign,
  noNumberEvidence,
  parseNumber,
  parseScaled,
} from './numbers.ts'

function decide(values: readonly string[], locale = 'en') {
  const evidence = noNumberEvidence()
  values.forEach((value) => addNumberEvidence(evidence, value))

  return decideDecimalSign(evidence, locale)
}

describe('decideDecimalSign', () => {
  it.each<[string[], DecimalSign]>([
    [['1,234.56'], '.'],
    [['1.234,56'], ','],
    [['12,5', '1.000'], ','],
    [['1100.04', '251.41'], '.'],
    [['1.234.567'], ','],
    [['1,234,567', '1,000'], '.'],
    [['0.125'], '.'],
    [['1054', '4514'], '.'],
  ])('finds the sign of %j', (values, sign) => {
    expect(decide(values)).toEqual({ ambiguous: false, sign })
  })

  it.each<[string, DecimalSign]>([
    ['en', '.'],
    ['de', ','],
  ])('says that 1.234 is open and follows %s', (locale, sign) => {
    expect(decide(['1.234'], locale)).toEqual({ ambiguous: true, sign })
  })
})

describe('parseScaled', () => {
  it.each<[string, DecimalSign, number, null | number]>([
    ['1,234.56', '.', 2, 123_456],
    ['1.234,56', ',', 2, 123_456],
    ['$ 1,054', '.', 2, 105_400],
    ['1 234,50 €', ',', 2, 123_450],
    ['EUR 12', '.', 2, 1200],
    ["1'234.50", '.', 2, 123_450],
    ['(12.34)', '.', 2, -1234],
    ['-0.005', '.', 2, -1],
    ['12.345', '.', 2, 1235],
    ['12.344', '.', 2, 1234],
    ['¥1000', '.', 0, 1000],
    ['12.5 %', '.', 2, 1250],
    ['1,23,456.00', '.', 2, 12_345_600],
    ['12,34', '.', 2, null],
    ['1.2.3', '.', 2, null],
    ['GTK 500', '.', 2, null],
    ['twelve', '.', 2, null],
    ['', '.', 2, null],
    ['99999999999999999', '.', 2, null],
  ])('reads %s with "%s" and %i places as %s', (value, sign, exponent, scaled) => {
    expect(parseScaled(value, sign, exponent)).toBe(scaled)
  })

  it('reads back every amount that it was written from, in both ways of writing', () => {
    fc.assert(
      fc.property(fc.integer({ max: 1e12, min: -1e12 }), fc.boolean(), (minor, german) => {
        const text = new Intl.NumberFormat(german ? 'de' : 'en', {
          minimumFractionDigits: 2,
        }).format(minor / 100)

        return parseScaled(text, german ? ',' : '.', 2) === (minor === 0 ? 0 : minor)
      }),
    )
  })
})

it('reads plain numbers', () => {
  expect(parseNumber('1.234,5', ',')).toBe(1234.5)
  expect(parseNumber('-3', '.')).toBe(-3)
})

it('knows currencies by symbol and code and no other three letters', () => {
  expect(['€ 5', '5 CHF', 'GTK 500'].map(currencyOf)).toEqual(['EUR', 'CHF', null])
})
