import type { Search } from '../types.ts'

/** What stands where a value stood. */
export const MARK = '[…]'

/** From this length on a value is found inside of longer words too. */
const LONG = 6

/** Makes the search for values, without regard to upper and lower case. */
export function searchOf(values: Iterable<string>): Search {
  const unique = [...new Set(values)].toSorted((a, b) => b.length - a.length)
  const likes = unique.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
  const short = unique.filter((value) => value.length < LONG).map(escapeRegex)
  const long = unique.filter((value) => value.length >= LONG).map(escapeRegex)
  const words = short.length === 0 ? [] : [`(?<![[:alnum:]])(?:${short.join('|')})(?![[:alnum:]])`]

  return {
    likes: [...new Set(likes)].map((value) => `%${value.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`),
    // A pattern of nothing would find everything.
    pattern: unique.length === 0 ? '(?!)' : [...long, ...words].join('|'),
    values: unique,
  }
}

// PostgreSQL takes any sign behind a backslash for itself, but letters and digits.
function escapeRegex(value: string): string {
  return value.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, String.raw`\$&`)
}
