import { setTimeout as sleep } from 'node:timers/promises'

import type { Schedule } from './defineSchedule.ts'
import { queueDueJobs } from './queueDueJobs.ts'

/** A running scheduler of this process. */
export type Scheduler = { stop: () => Promise<void> }

/** Starts queueing the jobs of schedules as they fall due, until it is stopped. */
export function startScheduler(options: {
  onError: (error: unknown) => void
  schedules: readonly Schedule[]
  /** Pause between looks; default 30 s. */
  tickMs?: number
}): Scheduler {
  const stopping = new AbortController()
  const ended = loop(options, stopping.signal)

  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

async function loop(
  { onError, schedules, tickMs = 30_000 }: Parameters<typeof startScheduler>[0],
  signal: AbortSignal,
): Promise<void> {
  const served = new Map<string, string>()
  let isDown = false
  while (!signal.aborted) {
    try {
      await queueDueJobs({ moment: new Date(), onError, schedules, served })
      isDown = false
    } catch (error) {
      if (!isDown) {
        onError(error)
      }
      isDown = true
    }
    await sleep(tickMs, undefined, { signal }).catch(() => undefined)
  }
}
