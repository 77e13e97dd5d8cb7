import { randomInt } from 'node:crypto'

import { newToken } from '../tokens.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
const PREFIX_LENGTH = 12
const TOKEN = /^tenon_([a-z0-9]{12})_([\w-]{43})$/

/** The two halves of an API key: one that may be shown, one that proves. */
export type ApiKeyToken = { prefix: string; secret: string }

/** Makes the halves of a new API key. */
export function newApiKeyToken(): ApiKeyToken {
  const letters = Array.from(
    { length: PREFIX_LENGTH },
    () => ALPHABET[randomInt(ALPHABET.length)] ?? '',
  )

  return { prefix: letters.join(''), secret: newToken() }
}

/** An API key as a client sends it: `tenon_<prefix>_<secret>`. */
export function formatApiKey({ prefix, secret }: ApiKeyToken): string {
  return `tenon_${prefix}_${secret}`
}

/** The halves of an API key, or undefined when the text is none. */
export function parseApiKey(text: string): ApiKeyToken | undefined {
  const [, prefix, secret] = TOKEN.exec(text) ?? []

  return prefix === undefined || secret === undefined ? undefined : { prefix, secret }
}
