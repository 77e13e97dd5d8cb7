import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

import { ask } from '../helpers/childServer.ts'

/** How a tenant was served while another had hostile work done. */
export type Load = {
  /** By how much the memory of the server's process grew at most. */
  grownMb: number
  maxMs: number
  p95Ms: number
  requests: number
  /** Every status that was answered. */
  statuses: readonly number[]
}

const PAUSE_MS = 20

/** Asks as the tenant `quiet` again and again, until it is stopped. */
export function watchNeighbour(target: { pid: number; port: number; token: string }): {
  stop: () => Promise<Load>
} {
  const times: number[] = []
  const statuses = new Set<number>()
  const before = residentMb(target.pid)
  let most = before
  const stopped = new AbortController()
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      const { ms, status } = await ask({
        host: 'quiet',
        method: 'GET',
        path: '/api/companies?limit=10',
        port: target.port,
        token: target.token,
      })
      times.push(ms)
      statuses.add(status)
      most = Math.max(most, residentMb(target.pid))
      await sleep(PAUSE_MS)
    }
  })()

  return {
    stop: async () => {
      stopped.abort()
      await watching
      const sorted = times.toSorted((one, other) => one - other)

      return {
        grownMb: Math.round(most - before),
        maxMs: sorted.at(-1) ?? 0,
        p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
        requests: sorted.length,
        statuses: [...statuses],
      }
    },
  }
}

/** Memory of a process as the kernel counts it; 0 where it does not say. */
function residentMb(pid: number): number {
  try {
    const [, kilobytes = '0'] =
      /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []

    return Number(kilobytes) / 1024
  } catch {
    return 0
  }
}
