import { foldLetters } from './foldText.ts'
import { escapeLike } from './likeWords.ts'
import { respell } from './respell.ts'

/** What somebody typed into a search, taken apart. */
export type SearchTerms = {
  /** Words of letters alone that may be mistyped, the longest first; at most two. */
  alike: readonly string[]
  /** LIKE patterns in two spellings, the longest first; empty where no index can find them. */
  patterns: { respelled: readonly string[]; spelled: readonly string[] }
  /** The text by which a title may begin. */
  start: string
  /** The words of which a record must have all, in one of these ways to write them. */
  ways: readonly (readonly string[])[]
}

const MOST_WORDS = 6
const MOST_CHARACTERS = 200
const PHONE = /^[\d\s()+./-]+$/
const INDEXED = /[\p{L}\p{N}]{3}/u
// Of shorter words nearly every record has one alike; longer ones are no names.
const MISTYPED = /^\p{L}{5,24}$/u

/** Takes a search apart: words in any order, or the digits of a phone number. */
export function searchTerms(text: string): SearchTerms {
  const asked = text.replaceAll('\0', '').trim().slice(0, MOST_CHARACTERS)
  const words = wordsOf(foldLetters(asked))
  const digits = PHONE.test(asked) ? phoneDigits(asked) : ''
  const isPhone = digits.length >= 3

  return {
    alike: longestFirst(words.filter((word) => MISTYPED.test(word))).slice(0, 2),
    patterns: isPhone
      ? { respelled: patternsOf(words), spelled: patternsOf([digits]) }
      : { respelled: patternsOf(wordsOf(respellAll(asked))), spelled: patternsOf(words) },
    start: foldLetters(asked),
    ways: isPhone ? [[digits], words] : [words],
  }
}

/** The digits of a number without what stands before the area code in one form and not in the other. */
function phoneDigits(text: string): string {
  const digits = text.replaceAll(/\D/g, '')
  const short = digits.replace(/^0+/, '')

  return short.length >= 3 ? short : digits
}

function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
}

function respellAll(text: string): string {
  return text.split(/\s+/).map(respell).join(' ')
}

function patternsOf(words: readonly string[]): string[] {
  const sorted = longestFirst(words)

  return sorted.some((word) => INDEXED.test(word))
    ? sorted.map((word) => `%${escapeLike(word)}%`)
    : []
}

function longestFirst(words: readonly string[]): string[] {
  return words.toSorted((one, other) => other.length - one.length)
}
