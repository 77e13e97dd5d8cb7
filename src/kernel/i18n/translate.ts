import { i18nErrors } from './errors.ts'
import { findText } from './registry.ts'
import { locales } from './types.ts'
import type { Label, Locale, TextTree, TextVariables } from './types.ts'

const FALLBACK: Locale = 'en'
const PLACE = /\{(\w+)\}/g

/**
 * The text of `module:path` in a language, with its `{name}` places filled.
 * A missing text throws in tests; in production it falls back to English, then to the key.
 */
export function translate(locale: string, key: string, variables: TextVariables = {}): string {
  const language = pickLocale(locale)
  const text = findForm(language, key, variables)

  if (text !== undefined) {
    return fill(language, key, text, variables)
  }
  if (isStrict()) {
    throw i18nErrors.KEY_MISSING({ key, locale: language })
  }

  const fallback = findForm(FALLBACK, key, variables)

  return fallback === undefined ? key : fill(FALLBACK, key, fallback, variables)
}

/** The text of `module:path` in every language, as Payload takes labels; a missing one always throws. */
export function label(key: string, variables: TextVariables = {}): Label {
  const entries = locales.map((locale) => {
    const text = findForm(locale, key, variables)

    if (text === undefined) {
      throw i18nErrors.KEY_MISSING({ key, locale })
    }

    return [locale, fill(locale, key, text, variables)]
  })

  return Object.fromEntries(entries) as Label
}

/** True for a language the product speaks. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** The language to speak to somebody who asks for these, in the form of an Accept-Language header. */
export function pickLocale(wanted: string | null | undefined): Locale {
  const languages = (wanted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='))

      return { language: tag.split(/[-_]/)[0], quality: Number(quality?.slice(2) ?? 1) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)

  return languages.map(({ language }) => language).find(isLocale) ?? FALLBACK
}

function findForm(locale: Locale, key: string, variables: TextVariables): string | undefined {
  const found = findText(locale, key)

  return typeof found === 'object' ? pluralForm(locale, found, variables['count']) : found
}

function pluralForm(
  locale: Locale,
  forms: TextTree,
  count: number | string | undefined,
): string | undefined {
  if (typeof count !== 'number') {
    return undefined
  }
  const category =
    count === 0 && 'zero' in forms ? 'zero' : new Intl.PluralRules(locale).select(count)
  const form = forms[category] ?? forms['other']

  return typeof form === 'string' ? form : undefined
}

function fill(locale: Locale, key: string, text: string, variables: TextVariables): string {
  return text.replace(PLACE, (place, name: string) => {
    const value = variables[name]

    if (value === undefined && isStrict()) {
      throw i18nErrors.VARIABLE_MISSING({ key, name })
    }

    return typeof value === 'number' ? value.toLocaleString(locale) : (value ?? place)
  })
}

function isStrict(): boolean {
  return process.env.NODE_ENV === 'test'
}
