import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import { isTenonError } from '../kernel/errors/index.ts'
import { modulesOf } from '../tenancy/index.ts'
import { claimJobs } from './claimJobs.ts'
import { hasStarvingTenant } from './hasStarvingTenant.ts'
import { runClaimedJob } from './runClaimedJob.ts'
import type { ClaimedJob, Job } from './types.ts'

const SLICE_MS = 5000

/** A running job runner of this process. */
export type JobRunner = {
  /** Claims nothing more, lets running jobs end their step and puts them back for others. */
  stop: () => Promise<void>
}

/** What a job runner runs and how hard. */
export type JobRunnerOptions = {
  /** Jobs at a time in this process; default 2. */
  concurrency?: number
  jobs: readonly Job<unknown>[]
  /** Hears of failures of jobs and of the runner itself; the job row keeps its own report. */
  onError?: (error: unknown, claimed?: ClaimedJob) => void
  /** Runs this one job and no other. */
  only?: string
  /** Pause between looks for work; default 500 ms. */
  pollMs?: number
  /** Modules whose jobs stop after their step and wait while their tenant has them switched off. */
  switchable?: readonly string[]
}

type Slot = { since: number; yieldAsked: boolean }

/** Starts taking and running due jobs of all tenants until it is stopped. */
export function startJobRunner(options: JobRunnerOptions): JobRunner {
  const runner = new Runner(options)
  const ended = runner.loop()

  return {
    stop: async () => {
      runner.stopping.abort()
      await ended
    },
  }
}

class Runner {
  readonly stopping = new AbortController()
  readonly #active = new Map<Promise<void>, Slot>()
  #isOut = false
  readonly #concurrency: number
  readonly #kinds: readonly string[]
  readonly #onError: (error: unknown, claimed?: ClaimedJob) => void
  readonly #options: JobRunnerOptions
  readonly #owner = `${hostname()}/${process.pid}/${randomUUID()}`
  readonly #pollMs: number
  readonly #switchable: readonly string[]

  constructor(options: JobRunnerOptions) {
    this.#options = options
    this.#concurrency = options.concurrency ?? 2
    this.#kinds = options.jobs.map((job) => job.kind)
    this.#onError = options.onError ?? (() => undefined)
    this.#pollMs = options.pollMs ?? 500
    this.#switchable = options.switchable ?? []
  }

  async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const started = await this.#fill()
      if (started === 0) {
        await this.#pause()
      }
    }
    await Promise.all(this.#active.keys())
  }

  async #fill(): Promise<number> {
    try {
      const free = this.#concurrency - this.#active.size
      if (free <= 0) {
        await this.#makeRoom()

        return 0
      }
      const claimed = await claimJobs({
        kinds: this.#kinds,
        limit: free,
        ...(this.#options.only === undefined ? {} : { only: this.#options.only }),
        owner: this.#owner,
        switchable: this.#switchable,
      })
      this.#isOut = false
      claimed.forEach((job) => {
        this.#run(job)
      })

      return claimed.length
    } catch (error) {
      // Out of reach of the database every look fails alike: one report per outage is enough.
      const isOut = isTenonError(error, 'DATABASE_UNAVAILABLE')
      if (!isOut || !this.#isOut) {
        this.#onError(error)
      }
      this.#isOut ||= isOut

      return 0
    }
  }

  /** True when the tenant has switched the job's module off; also keeps the tenant's modules known. */
  async #isOff({ kind, tenantId }: ClaimedJob): Promise<boolean> {
    const module = kind.split(':')[0] ?? ''

    return (await modulesOf(tenantId))[module] === false && this.#switchable.includes(module)
  }

  async #makeRoom(): Promise<void> {
    const slots = [...this.#active.values()]
    const oldest = slots.toSorted((a, b) => a.since - b.since)[0]
    if (
      oldest !== undefined &&
      this.#options.only === undefined &&
      !slots.some((slot) => slot.yieldAsked) &&
      Date.now() - oldest.since >= SLICE_MS &&
      (await hasStarvingTenant(this.#kinds, this.#switchable))
    ) {
      oldest.yieldAsked = true
    }
  }

  async #pause(): Promise<void> {
    const waits: Promise<unknown>[] = [
      sleep(this.#pollMs, undefined, { signal: this.stopping.signal }),
    ]
    if (this.#active.size >= this.#concurrency) {
      waits.push(...this.#active.keys())
    }
    await Promise.race(waits).catch(() => undefined)
  }

  #run(claimed: ClaimedJob): void {
    const job = this.#options.jobs.find((candidate) => candidate.kind === claimed.kind)
    if (job === undefined) {
      return
    }
    const slot: Slot = { since: Date.now(), yieldAsked: false }
    const running = runClaimedJob({
      claimed,
      job,
      onError: this.#onError,
      shouldYield: async () =>
        slot.yieldAsked || this.stopping.signal.aborted || (await this.#isOff(claimed)),
    })
      .catch((error: unknown) => {
        this.#onError(error, claimed)
      })
      .finally(() => {
        this.#active.delete(running)
      })
    this.#active.set(running, slot)
  }
}
