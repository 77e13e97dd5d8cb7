import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Answer } from '../helpers/childServer.ts'
import { ask } from '../helpers/childServer.ts'

/**
 * What a client knows of its write: `acknowledged` must be there, `refused` must not be there, and
 * `unknown` may be there or not, but whole. `odd` is an answer that a client should never get.
 */
export type Outcome = 'acknowledged' | 'odd' | 'refused' | 'unknown'

/** One write of a contact as the client saw it; the correlation id stands on its change row. */
export type Write = {
  at: number
  code?: string
  contact?: string
  correlationId: string
  ms: number
  op: 'create' | 'delete' | 'trash' | 'update'
  outcome: Outcome
  status: number
  title: string
  version?: number
}

/** Clients that write until they are stopped. */
export type Writers = {
  acknowledged: () => number
  /** Waits until `count` more writes than now are acknowledged. */
  moreAcknowledged: (count: number) => Promise<void>
  /** Lets the running requests end. */
  stop: () => Promise<void>
  writes: readonly Write[]
}

/** What the clients write to. */
export type WriterOptions = {
  clients: number
  host: string
  port: number
  seed: number
  token: string
}

type Target = { email: string; id: string; isTrashed: boolean }

const RETRY_MS = 25
const WAIT_LIMIT_MS = 120_000

/**
 * Starts clients that create, change, trash and delete contacts of their own, and now and then all
 * change the same one. They go on through refusals and broken connections, as real clients do.
 */
export function startWriters(options: WriterOptions): Writers {
  const writes: Write[] = []
  const shared: Target[] = []
  const stopping = new AbortController()
  const acknowledged = () => writes.filter(({ outcome }) => outcome === 'acknowledged').length
  const clients = Array.from({ length: options.clients }, (_, index) =>
    new Client(options, index, writes, shared).run(stopping.signal),
  )

  return {
    acknowledged,
    moreAcknowledged: async (count) => {
      const wanted = acknowledged() + count
      const started = Date.now()
      while (acknowledged() < wanted) {
        if (Date.now() - started > WAIT_LIMIT_MS) {
          throw new Error(`Nothing more is acknowledged: ${JSON.stringify(writes.at(-1))}`)
        }
        await sleep(5)
      }
    },
    stop: async () => {
      stopping.abort()
      await Promise.all(clients)
    },
    writes,
  }
}

/** A repeatable sequence of numbers from 0 to below 1. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0

  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #count = 0
  readonly #index: number
  readonly #options: WriterOptions
  readonly #own: Target[] = []
  readonly #random: () => number
  readonly #shared: Target[]
  readonly #writes: Write[]

  constructor(options: WriterOptions, index: number, writes: Write[], shared: Target[]) {
    this.#options = options
    this.#index = index
    this.#random = randomNumbers(options.seed + index)
    this.#shared = shared
    this.#writes = writes
  }

  async run(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      if ((await this.#writeOnce()) !== 'acknowledged') {
        await sleep(RETRY_MS)
      }
    }
    this.#agent.destroy()
  }

  async #writeOnce(): Promise<Outcome | 'unsent'> {
    const dice = this.#random()
    const hot = this.#shared[0]
    if (hot !== undefined && dice < 0.1) {
      return this.#send('update', hot)
    }
    const target = this.#own[Math.floor(this.#random() * this.#own.length)]
    if (target === undefined || dice < 0.45) {
      return this.#send('create', undefined)
    }
    if (target.isTrashed) {
      return this.#send('delete', target)
    }

    return this.#send(dice < 0.85 ? 'update' : 'trash', target)
  }

  async #send(op: Write['op'], target: Target | undefined): Promise<Outcome | 'unsent'> {
    const { host, port, seed, token } = this.#options
    this.#count += 1
    const correlationId = `w${seed}-${this.#index}-${this.#count}`
    const email = `${correlationId}@writers.test`
    const answer = await ask({
      agent: this.#agent,
      ...(op === 'create' ? { body: { email, lastName: 'Writer', title: correlationId } } : {}),
      ...(op === 'update' ? { body: { title: correlationId } } : {}),
      correlationId,
      host,
      method: op === 'create' ? 'POST' : op === 'update' ? 'PATCH' : 'DELETE',
      path: `/api/contacts${target === undefined ? '' : `/${target.id}`}${op === 'delete' ? '?trash=true' : ''}`,
      port,
      token,
    })
    // Nobody listened: nothing was ever sent.
    if (answer.broken === 'ECONNREFUSED') {
      return 'unsent'
    }
    const write = toWrite(answer, { correlationId, op, target })
    this.#writes.push(write)
    this.#remember(write, email, target)

    return write.outcome
  }

  #remember(write: Write, email: string, target: Target | undefined): void {
    if (write.op === 'create' && write.outcome === 'acknowledged' && write.contact !== undefined) {
      const made = { email, id: write.contact, isTrashed: false }
      if (this.#shared.length === 0) {
        this.#shared.push(made)
      } else {
        this.#own.push(made)
      }
    }
    if (target === undefined || write.op === 'create' || write.op === 'update') {
      return
    }
    if (write.op === 'trash' && write.outcome === 'acknowledged') {
      target.isTrashed = true
    } else {
      // Gone, or nobody knows: asking for it again would be answered with a rightful 404.
      this.#own.splice(this.#own.indexOf(target), 1)
    }
  }
}

function toWrite(
  answer: Answer,
  sent: { correlationId: string; op: Write['op']; target: Target | undefined },
): Write {
  const { correlationId, op, target } = sent
  const { doc, errors } = (answer.json ?? {}) as {
    doc?: { id: string; version: number }
    errors?: { code: string; message: string }[]
  }
  const code = answer.broken ?? errors?.[0]?.code
  const contact = target?.id ?? doc?.id

  return {
    at: Date.now(),
    ...(code === undefined ? {} : { code }),
    ...(contact === undefined ? {} : { contact }),
    correlationId,
    ms: answer.ms,
    op,
    outcome: outcomeOf(answer, code),
    status: answer.status,
    title: correlationId,
    ...(doc === undefined ? {} : { version: doc.version }),
  }
}

function outcomeOf({ json, status }: Answer, code: string | undefined): Outcome {
  if (status === 200 || status === 201) {
    return 'acknowledged'
  }
  if (status === 0 || (status === 503 && code === 'DATABASE_COMMIT_UNKNOWN')) {
    return 'unknown'
  }

  return status === 503 && code === 'DATABASE_UNAVAILABLE' && isInShape(json) ? 'refused' : 'odd'
}

function isInShape(json: unknown): boolean {
  const { errors } = (json ?? {}) as { errors?: unknown }

  return (
    Array.isArray(errors) &&
    errors.length === 1 &&
    typeof (errors[0] as { message?: unknown }).message === 'string'
  )
}
