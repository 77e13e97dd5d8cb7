import pg from 'pg'

/** What a server sent to the database while it was counted. */
export type Traffic = { roundTrips: number; statements: number; texts: string[] }

type AnyClient = { query: (...args: unknown[]) => unknown }

let traffic: Traffic | undefined
const busy = new WeakMap<object, number>()

/**
 * Counts the statements of every `pg` client of this process. Statements sent while others of the
 * same connection are under way share their round trip.
 */
export function startCounting(): void {
  if (traffic === undefined) {
    const client = pg.Client.prototype as unknown as AnyClient
    const send = client.query
    client.query = function counted(this: AnyClient, ...args: unknown[]) {
      return note(this, args, send.apply(this, args))
    }
  }
  traffic = { roundTrips: 0, statements: 0, texts: [] }
}

/** What has been counted since the start. */
export function stopCounting(): Traffic {
  return traffic ?? { roundTrips: 0, statements: 0, texts: [] }
}

function note(client: object, args: readonly unknown[], result: unknown): unknown {
  const [first] = args
  const text = typeof first === 'string' ? first : String((first as { text?: unknown }).text)
  const running = busy.get(client) ?? 0
  if (traffic !== undefined) {
    traffic.statements += 1
    traffic.roundTrips += running === 0 ? 1 : 0
    traffic.texts.push(text)
  }
  if (result instanceof Promise) {
    busy.set(client, running + 1)
    const done = () => {
      busy.set(client, (busy.get(client) ?? 1) - 1)
    }
    result.then(done, done)
  }

  return result
}
