import { foldLetters, foldSpelling } from './foldText.ts'

/** How well a word stands in a text: 0 where it does not, more for whole words and beginnings. */
export function matchText(text: string, word: string): number {
  const spelled = place(foldLetters(text), word)
  const folded = spelled >= PREFIX ? 0 : place(foldSpelling(text), foldSpelling(word))
  const exact = Math.max(spelled, folded)

  return exact > 0 ? exact : mistyped(foldLetters(text), word)
}

/** How well digits stand in a phone number. */
export function matchDigits(text: string, word: string): number {
  if (!/^\d{3,}$/.test(word)) {
    return 0
  }
  const digits = text.replaceAll(/\D/g, '')

  return digits.endsWith(word) ? PREFIX : digits.includes(word) ? INSIDE : 0
}

const WHOLE = 60
const PREFIX = 50
const INSIDE = 30
const MISTYPED = 10
const LETTER = /[\p{L}\p{N}]/u

function place(text: string, word: string): number {
  let best = 0
  for (let at = text.indexOf(word); at >= 0 && word !== ''; at = text.indexOf(word, at + 1)) {
    const begins = at === 0 || !LETTER.test(text[at - 1] ?? '')
    const ends = !LETTER.test(text[at + word.length] ?? '')
    best = Math.max(best, begins && ends ? WHOLE : begins ? PREFIX : INSIDE)
  }

  return best
}

function mistyped(text: string, word: string): number {
  if (word.length < 4) {
    return 0
  }
  const near = text
    .split(/[^\p{L}\p{N}]+/u)
    .some((token) => isOneTypo(token, word) || isOneTypo(token.slice(0, word.length), word))

  return near ? MISTYPED : 0
}

/** True where one letter is changed, missing, too many, or two neighbours have changed places. */
function isOneTypo(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) {
    return false
  }
  let at = 0
  while (at < short.length && short[at] === long[at]) {
    at += 1
  }
  if (short.length < long.length) {
    return short.slice(at) === long.slice(at + 1)
  }

  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (short[at] === long[at + 1] &&
      short[at + 1] === long[at] &&
      short.slice(at + 2) === long.slice(at + 2))
  )
}
