import { setTimeout as sleep } from 'node:timers/promises'

import { ask } from '../helpers/childServer.ts'
import type { PostgresBench } from './postgresBench.ts'
import type { Write, Writers } from './serverWriters.ts'

/** What clients saw of one outage of PostgreSQL. */
export type Outage = {
  /** How often each code was answered. */
  codes: Record<string, number>
  /** How often `/ready` answered with each status while it lasted. */
  ready: Record<number, number>
  /** Seconds from the signal to the next write that was begun after the outage and acknowledged. */
  recoverySeconds: number
  slowestMs: number
}

const LIMIT_MS = 120_000

/** Ends the postmaster under the writers and waits until the same server has written again. */
export async function endPostgres(
  { host, postgres, server }: PostgresBench,
  writers: Writers,
  signal: NodeJS.Signals,
): Promise<Outage> {
  const { pid } = postgres
  const from = writers.writes.length
  const killed = Date.now()
  process.kill(pid, signal)
  const ready: Record<number, number> = {}
  const isOver = () => isRecovered(writers.writes.slice(from))
  while (!isOver() || postgres.pid === pid) {
    if (Date.now() - killed > LIMIT_MS) {
      throw new Error(`The server does not write again:\n${server.output().slice(-4000)}`)
    }
    const { status } = await ask({ host, method: 'GET', path: '/ready', port: server.port })
    ready[status] = (ready[status] ?? 0) + 1
    await sleep(20)
  }
  const seen = writers.writes.slice(from)
  const codes: Record<string, number> = {}
  for (const { code } of seen) {
    if (code !== undefined) {
      codes[code] = (codes[code] ?? 0) + 1
    }
  }
  const back = seen.slice(seen.findLastIndex(isHurt) + 1)[0]

  return {
    codes,
    ready,
    recoverySeconds: Math.round(((back?.at ?? Date.now()) - killed) / 100) / 10,
    slowestMs: Math.max(...seen.map(({ ms }) => ms)),
  }
}

function isRecovered(seen: readonly Write[]): boolean {
  const lastHurt = seen.findLastIndex(isHurt)

  return lastHurt >= 0 && seen.length - lastHurt > 20
}

function isHurt(write: Write): boolean {
  return write.outcome !== 'acknowledged'
}
