const OTHERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'a',
  đ: 'd',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'o',
}

/** A text as the index of words holds it: lower case, every letter without its marks, `ß` as `ss`. */
export function foldLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæđıłøœ]/gu, (letter) => OTHERS[letter] ?? letter)
}

/** Folded letters in which `ae`, `oe` and `ue` are one letter, so that Mueller is Müller is muller. */
export function foldSpelling(text: string): string {
  return foldLetters(text).replaceAll(/(?<=[aou])e/g, '')
}
