import { availableParallelism } from 'node:os'

import { identityErrors } from './errors.ts'

const MAX_WAITING = 200

let free = Math.max(1, Math.min(4, availableParallelism()))
let pending = 0
const waiting: (() => void)[] = []
const tails = new Map<string, Promise<void>>()

/**
 * Runs password work with few others at a time, and one at a time for the same `key`: guesses sent
 * at once are then counted one after the other. Throws `IDENTITY_BUSY` when too many wait.
 */
export async function withHashingSlot<T>(key: string, work: () => Promise<T>): Promise<T> {
  if (pending >= MAX_WAITING) {
    throw identityErrors.BUSY({})
  }
  pending += 1
  const before = tails.get(key) ?? Promise.resolve()
  const turn = before.then(() => inSlot(work))
  const tail = turn.then(
    () => undefined,
    () => undefined,
  )
  tails.set(key, tail)
  try {
    return await turn
  } finally {
    pending -= 1
    if (tails.get(key) === tail) {
      tails.delete(key)
    }
  }
}

async function inSlot<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) {
    free -= 1
  } else {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
    })
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) {
      free += 1
    } else {
      next()
    }
  }
}
