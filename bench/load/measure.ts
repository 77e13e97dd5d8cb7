import type { Arena } from '../arena/types.ts'
import type { WireRequest } from './keepAliveClient.ts'
import { KeepAliveClient } from './keepAliveClient.ts'
import type { RequestKind } from './requests.ts'
import { requestMaker } from './requests.ts'

/** What one round came to; times in milliseconds. */
export type Round = { p50: number; p95: number; perSecond: number }

const CONNECTIONS = 4

/** Sends one kind of request over four connections for a while; any refusal ends the bench. */
export async function measure(
  arena: Arena,
  wanted: { kind: RequestKind; ms: number; port: number },
): Promise<Round> {
  const make = requestMaker(arena, wanted.kind)
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => KeepAliveClient.connect(wanted.port)),
  )
  const times: number[] = []
  const started = performance.now()
  const until = started + wanted.ms
  try {
    await Promise.all(clients.map((client) => drive(client, make, until, times)))
  } finally {
    for (const client of clients) {
      client.close()
    }
  }
  const seconds = (performance.now() - started) / 1000
  times.sort((one, other) => one - other)

  return { p50: at(times, 0.5), p95: at(times, 0.95), perSecond: times.length / seconds }
}

async function drive(
  client: KeepAliveClient,
  make: () => WireRequest,
  until: number,
  times: number[],
): Promise<void> {
  for (let now = performance.now(); now < until;) {
    const request = make()
    const answer = await client.send(request)
    if (answer.status >= 300) {
      throw new Error(
        `${request.method} ${request.path}: ${answer.status} ${answer.body.slice(0, 500)}`,
      )
    }
    const done = performance.now()
    times.push(done - now)
    now = done
  }
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
