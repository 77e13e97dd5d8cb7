/** A name in the form in which names are compared: plain lower-case words with single blanks. */
export function words(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#%]+/gu, ' ')
    .trim()
}

/** A value in the form in which look-ups compare values. */
export function normaliseValue(value: string): string {
  return value.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** A name in snake case, as a stable key of a source. */
export function snake(name: string): string {
  return words(name).replaceAll(' ', '_')
}
