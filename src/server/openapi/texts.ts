import type { en } from './translations/en.ts'
import { openapiTexts } from './translations/index.ts'
import type { JsonSchema } from './types.ts'

/** Names a text of the description. */
export type TextKey = keyof typeof en

const MARK = 'openapi:'

/** A description by its key; `translateNotes` writes it out in the language of the reader. */
export function note(key: TextKey): JsonSchema {
  return { description: `${MARK}${key}` }
}

/** A copy of a description of the API with every text in one language. */
export function translateNotes<T>(value: T, locale: string): T {
  return translated(value, (key) => openapiTexts.translate(locale, key)) as T
}

function translated(value: unknown, text: (key: TextKey) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => translated(entry, text))
  }
  if (value === null || typeof value !== 'object') {
    return value
  }

  return Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => [
      name,
      name === 'description' && typeof entry === 'string' && entry.startsWith(MARK)
        ? text(entry.slice(MARK.length) as TextKey)
        : translated(entry, text),
    ]),
  )
}
