/** A stream of numbers that is the same for the same seed on every machine. */
export type Random = {
  /** True with the given chance from 0 to 1. */
  chance: (likelihood: number) => boolean
  /** A UUID of version 7 whose time is the given one. */
  id: (at: Date) => string
  /** A whole number from `min` to `max`, both included. */
  integer: (min: number, max: number) => number
  /** One of a list that is not empty. */
  pick: <T>(from: readonly T[]) => T
}

/** Opens a stream of numbers for a seed. */
export function createRandom(seed: string): Random {
  const next = mulberry(hash(seed))
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => integer(0, 15).toString(16)).join('')

  return {
    chance: (likelihood) => next() < likelihood,
    id: (at) => {
      const time = at.getTime().toString(16).padStart(12, '0')

      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(12)}`
    },
    integer,
    pick: <T>(from: readonly T[]) => from[integer(0, from.length - 1)] as T,
  }
}

function hash(text: string): number {
  let sum = 2_166_136_261
  for (const letter of text) {
    sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  }

  return sum >>> 0
}

function mulberry(seed: number): () => number {
  let state = seed

  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
