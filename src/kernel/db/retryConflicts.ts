import { setTimeout as sleep } from 'node:timers/promises'

import { sqlState } from './errors.ts'

const TRIES = 4
const PAUSE_MS = 20

/**
 * Runs a transaction again that PostgreSQL gave up for another one: a deadlock or a serialisation
 * failure. Nothing of it stands then, so `transact` must do nothing outside of its transaction.
 */
export async function retryConflicts<T>(transact: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transact()
    } catch (error) {
      if (tries === TRIES || !isConflict(error)) {
        throw error
      }
      // A little apart, so that the two do not meet again.
      await sleep(PAUSE_MS * tries * (1 + Math.random()))
    }
  }
}

/** True when PostgreSQL ended a transaction in favour of another. */
export function isConflict(error: unknown): boolean {
  const state = sqlState(error) ?? (error instanceof Error ? sqlState(error.cause) : undefined)

  return state === '40P01' || state === '40001'
}
