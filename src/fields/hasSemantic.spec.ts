import { describe, expect, it } from 'vitest'

import { currencyExponent } from './currencyExponent.ts'
import { hasSemantic } from './hasSemantic.ts'
import type { Semantic } from './types.ts'

describe('hasSemantic', () => {
  it.each<[Semantic, unknown]>([
    ['currency', 'EUR'],
    ['domain', 'sub.example.com'],
    ['domain', 'müller.example'],
    ['email', 'ada.byron+crm@mail.example.com'],
    ['label', 'Won'],
    ['label', { de: 'Gewonnen', en: 'Won' }],
    ['money', -1250],
    ['phone', '+49 30 1234'],
    ['url', 'https://example.com/a?b=c'],
    ['configuration-key', 'sales.won'],
  ])('takes %s %o', (semantic, value) => {
    expect(hasSemantic(semantic, value)).toBe(true)
  })

  it.each<[Semantic, unknown]>([
    ['currency', 'eur'],
    ['currency', 'XYZ'],
    ['domain', 'localhost'],
    ['domain', '-a.example'],
    ['email', 'ada@example'],
    ['email', 'ada byron@example.com'],
    ['email', '<ada@example.com>'],
    ['label', ''],
    ['label', { en: '' }],
    ['label', {}],
    ['label', ['Won']],
    ['money', 12.5],
    ['phone', 'none'],
    ['url', 'javascript:alert(1)'],
    ['url', 'example.com'],
    ['url', 'https://'],
    ['configuration-key', 'Sales Won'],
  ])('refuses %s %o', (semantic, value) => {
    expect(hasSemantic(semantic, value)).toBe(false)
  })
})

describe('currencyExponent', () => {
  it('knows the decimal places of a currency', () => {
    expect(['EUR', 'JPY', 'KWD'].map(currencyExponent)).toEqual([2, 0, 3])
  })
})
