import { setTimeout as sleep } from 'node:timers/promises'

const ATTEMPTS = 20

/** Repeats work that lost a race for a row of a shared catalog, for which PostgreSQL does not wait. */
export async function retryBusyCatalog<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const isBusy = error instanceof Error && error.message.includes('concurrently updated')
      if (!isBusy || attempt === ATTEMPTS) {
        throw error
      }
      await sleep(5 * attempt)
    }
  }
}
