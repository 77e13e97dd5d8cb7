import { describe, expect, it } from 'vitest'

import { axisText, changeText, valueText } from './valueText.ts'

const EURO = { currency: 'EUR', language: 'en' }

describe('valueText', () => {
  it.each([
    ['money', 123_456, '€1,235'],
    ['money', 12_345, '€123.45'],
    ['days', 12.34, '12.3'],
    ['count', 1_234, '1,234'],
    ['percent', 1_250, '12.5 %'],
    ['count', null, '–'],
  ] as const)('writes %s %s as %s', (unit, value, text) => {
    expect(valueText(unit, value, EURO)).toBe(text)
  })
})

describe('axisText', () => {
  it('writes large amounts short', () => {
    expect(axisText('money', 123_456_700, EURO)).toBe('€1.2M')
  })
})

describe('changeText', () => {
  it('has a sign, and says nothing where nothing was', () => {
    expect(changeText(150, 100, 'en')).toBe('+50%')
    expect(changeText(50, 100, 'en')).toBe('-50%')
    expect(changeText(50, 0, 'en')).toBe(undefined)
  })
})
