import { foldLetters } from './foldText.ts'
import { respell } from './respell.ts'

/** An index of trigrams needs three letters or digits in a row. */
const INDEXED = /[\p{L}\p{N}]{3}/u

/** True for a text by which an index of words can find something. */
export function isIndexed(text: string): boolean {
  return INDEXED.test(text)
}

/**
 * The ways in which a text is looked for, as the search looks: as it stands, and with its umlauts written
 * the other way. Both are folded where they are compared.
 */
export function spellings(text: string): readonly string[] {
  const other = text.replaceAll(/\S+/gu, respell)
  // One that no index can find would have every record read.
  const isUseful = other !== foldLetters(text) && (isIndexed(other) || !isIndexed(text))

  return isUseful ? [text, other] : [text]
}
