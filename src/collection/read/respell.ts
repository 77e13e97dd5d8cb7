import { foldLetters, foldSpelling } from './foldText.ts'

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

/** A word in the other way to write umlauts, folded: `ü` as `ue`, `ue` as `u`, and a plain `u` as `ue`. */
export function respell(text: string): string {
  const word = text.toLowerCase().normalize('NFC')
  const written = foldLetters(word.replaceAll(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter))
  if (written !== foldLetters(word)) {
    return written
  }
  const short = foldSpelling(word)

  return short === written ? written.replace(/[aou]/, '$&e') : short
}
