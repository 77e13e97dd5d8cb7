import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { defineTranslations } from './defineTranslations.ts'
import { isLocale, label, pickLocale, translate } from './translate.ts'

const texts = defineTranslations('demo', {
  de: {
    greeting: 'Guten Tag, {name}',
    records: { one: '{count} Datensatz', other: '{count} Datensätze' },
    save: 'Speichern',
  },
  en: {
    greeting: 'Hello {name}',
    records: { one: '{count} record', other: '{count} records' },
    save: 'Save',
  },
})

describe('translate', () => {
  it('finds a text by module and path', () => {
    expect(translate('en', 'demo:save')).toBe('Save')
    expect(translate('de', 'demo:save')).toBe('Speichern')
  })

  it('fills in values and writes numbers the way the language does', () => {
    expect(translate('de', 'demo:greeting', { name: 'Ada' })).toBe('Guten Tag, Ada')
    expect(translate('en', 'demo:records', { count: 1 })).toBe('1 record')
    expect(translate('en', 'demo:records', { count: 1200 })).toBe('1,200 records')
    expect(translate('de', 'demo:records', { count: 1200 })).toBe('1.200 Datensätze')
  })

  it('takes a region and an unknown language', () => {
    expect(translate('de-AT', 'demo:save')).toBe('Speichern')
    expect(translate('fr', 'demo:save')).toBe('Save')
  })

  it('throws in tests where a text, a module or a value is missing', () => {
    expect(() => translate('en', 'demo:nothing')).toThrow(/"demo:nothing"/)
    expect(() => translate('en', 'nobody:save')).toThrow(/"nobody:save"/)
    expect(() => translate('en', 'save')).toThrow(/"save"/)
    expect(() => translate('en', 'demo:records')).toThrow(/"demo:records"/)
    expect(() => translate('en', 'demo:greeting')).toThrow(/"\{name\}"/)
  })

  it('does not reach into the objects behind the texts', () => {
    expect(() => translate('en', 'demo:constructor.name')).toThrow(/no text/)
  })
})

describe('translate in production', () => {
  beforeEach(() => {
    vi.stubEnv('NODE_ENV', 'production')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it('shows the key where a text is missing', () => {
    expect(translate('de', 'demo:nothing')).toBe('demo:nothing')
    expect(translate('en', 'demo:greeting')).toBe('Hello {name}')
  })
})

describe('label', () => {
  it('gives the text in every language', () => {
    expect(label('demo:save')).toEqual({ de: 'Speichern', en: 'Save' })
    expect(texts.label('records', { count: 2 })).toEqual({ de: '2 Datensätze', en: '2 records' })
    expect(texts.translate('de', 'save')).toBe('Speichern')
  })

  it('throws where a text is missing', () => {
    expect(() => label('demo:nothing')).toThrow(/"demo:nothing"/)
  })
})

describe('pickLocale', () => {
  it.each([
    ['de', 'de'],
    ['de-CH,de;q=0.9,en;q=0.8', 'de'],
    ['fr, en;q=0.5, de;q=0.7', 'de'],
    ['fr', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['de;q=0, en', 'en'],
  ])('answers %s with %s', (wanted, locale) => {
    expect(pickLocale(wanted)).toBe(locale)
  })

  it('knows the languages there are', () => {
    expect(isLocale('de')).toBe(true)
    expect(isLocale('fr')).toBe(false)
  })
})
