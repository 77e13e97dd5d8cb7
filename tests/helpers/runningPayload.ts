import type { Payload } from 'payload'

/** The one Payload of this process, as its screens find it. */
export function runningPayload(): Payload {
  const { _payload: cached } = globalThis as { _payload?: Map<string, { payload: Payload | null }> }
  const payload = [...(cached?.values() ?? [])].find((one) => one.payload !== null)?.payload
  if (payload === null || payload === undefined) {
    throw new Error('Payload is not running in this process.')
  }

  return payload
}
