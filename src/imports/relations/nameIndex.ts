const MIN_LENGTH = 4

/** Names that exist, ready to be asked which of them a value comes close to. */
export type NameIndex = {
  add: (name: string) => void
  closest: (value: string) => string | undefined
}

/**
 * Makes an index of names that finds the one a value was probably meant to be: the same letters and
 * digits whatever stands between them, or one letter missing, added, wrong or changed with its neighbour.
 */
export function nameIndex(names: readonly string[]): NameIndex {
  const bySqueezed = new Map<string, string>()
  const byShortened = new Map<string, string>()
  const add = (name: string) => {
    const squeezed = squeeze(name)
    if (squeezed.length < 2 || bySqueezed.has(squeezed)) {
      return
    }
    bySqueezed.set(squeezed, name)
    for (const shortened of shortenings(squeezed)) {
      if (!byShortened.has(shortened)) {
        byShortened.set(shortened, name)
      }
    }
  }
  names.forEach(add)

  return {
    add,
    closest: (value) => {
      const squeezed = squeeze(value)
      const found =
        bySqueezed.get(squeezed) ??
        [squeezed, ...shortenings(squeezed)]
          .map((one) => byShortened.get(one) ?? bySqueezed.get(one))
          .find((name) => name !== undefined && isClose(squeezed, squeeze(name)))

      return found === value ? undefined : found
    },
  }
}

function squeeze(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 100)
}

// Two names one letter apart share a form with a letter less.
function shortenings(squeezed: string): string[] {
  return squeezed.length < MIN_LENGTH
    ? []
    : Array.from(squeezed, (_, at) => squeezed.slice(0, at) + squeezed.slice(at + 1))
}

function isClose(one: string, other: string): boolean {
  if (digitsOf(one) !== digitsOf(other)) {
    // "Series 4" and "Series 5" are two things, not one and a slip.
    return false
  }
  let start = 0
  while (start < one.length && one[start] === other[start]) {
    start += 1
  }
  let end = 0
  const room = Math.min(one.length, other.length) - start
  while (end < room && one.at(-1 - end) === other.at(-1 - end)) {
    end += 1
  }
  const left = one.slice(start, one.length - end)
  const right = other.slice(start, other.length - end)
  const isTurned =
    left.length === 2 && right.length === 2 && left === `${right.slice(1)}${right.slice(0, 1)}`

  return Math.max(left.length, right.length) <= 1 || isTurned
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
