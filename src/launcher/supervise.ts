import { setTimeout as sleep } from 'node:timers/promises'

import { processIdentity } from './processes.ts'
import type { LauncherLog } from './types.ts'

const HOUR_MS = 3_600_000
const LOOK_EVERY_MS = 250
const LONGEST_PAUSE_MS = 10_000

/** A watch over a postmaster. */
export type Supervision = {
  /** Stops watching; resolves when no restart is under way. */
  end: () => Promise<void>
  pid: () => number
}

/** Starts PostgreSQL again whenever it dies, waiting longer after each failure, until ended. */
export function supervise(args: {
  launch: () => Promise<{ pid: number }>
  log: LauncherLog
  pid: number
  /** Called every hour. */
  tidy: () => void
}): Supervision {
  const { launch, log } = args
  let { pid } = args
  let identity = processIdentity(pid)
  let ended = false
  let failures = 0
  let running: Promise<void> | undefined

  const restart = async (): Promise<void> => {
    log.warn('PostgreSQL ended unexpectedly; starting it again …')
    while (!ended) {
      try {
        ;({ pid } = await launch())
        identity = processIdentity(pid)
        failures = 0
        log.info('PostgreSQL runs again.')

        return
      } catch (error) {
        failures += 1
        log.warn(error instanceof Error ? error.message : String(error))
        await sleep(Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures), undefined, { ref: false })
      }
    }
  }
  const timer = setInterval(() => {
    if (running === undefined && (identity === undefined || processIdentity(pid) !== identity)) {
      running = restart().finally(() => {
        running = undefined
      })
    }
  }, LOOK_EVERY_MS)
  timer.unref()
  const hourly = setInterval(args.tidy, HOUR_MS)
  hourly.unref()

  return {
    end: async () => {
      ended = true
      clearInterval(timer)
      clearInterval(hourly)
      await running
    },
    pid: () => pid,
  }
}
