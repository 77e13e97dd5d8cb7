import type { Gauge } from 'prom-client'
import {
  collectDefaultMetrics,
  Counter,
  Gauge as GaugeMetric,
  Histogram,
  Registry,
} from 'prom-client'

import { database } from '../../kernel/db/index.ts'
import { queueReader } from './readQueues.ts'

/** One request as it is counted. */
export type MeasuredRequest = { method: string; route: string; seconds: number; status: number }

/** What one server counts, and how it is shown to Prometheus. */
export type Metrics = {
  contentType: string
  count: (request: MeasuredRequest) => void
  text: () => Promise<string>
}

const METHODS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])
const SIGN_IN = new Set(['/api/auth/login', '/login'])
const REFUSED = new Set([401, 429])

/** Makes the figures of one server. They name no tenant, no person and no record. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({
    help: 'Requests answered, by method, route pattern and class of status.',
    labelNames,
    name: 'tenon_http_requests_total',
    registers,
  })
  const durations = new Histogram({
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    help: 'Seconds from a request to the end of its answer.',
    labelNames,
    name: 'tenon_http_request_duration_seconds',
    registers,
  })
  const failures = new Counter({
    help: 'Refused attempts to sign in.',
    name: 'tenon_sign_in_failures_total',
    registers,
  })
  addPools(registry)
  addQueues(registry)

  return {
    contentType: registry.contentType,
    count: ({ method, route, seconds, status }) => {
      const labels = {
        method: METHODS.has(method) ? method : 'other',
        route,
        status: `${Math.trunc(status / 100)}xx`,
      }
      requests.inc(labels)
      durations.observe(labels, seconds)
      if (method === 'POST' && SIGN_IN.has(route) && REFUSED.has(status)) {
        failures.inc()
      }
    },
    text: () => registry.metrics(),
  }
}

function addPools(registry: Registry): void {
  registry.registerMetric(
    new GaugeMetric({
      collect(this: Gauge<'pool' | 'state'>) {
        for (const [pool, stats] of Object.entries(database().stats())) {
          this.set({ pool, state: 'open' }, stats.total)
          this.set({ pool, state: 'idle' }, stats.idle)
          this.set({ pool, state: 'waiting' }, stats.waiting)
        }
      },
      help: 'Connections of a pool: open, idle among them, and requests waiting for one.',
      labelNames: ['pool', 'state'],
      name: 'tenon_pool_connections',
      registers: [],
    }),
  )
}

function addQueues(registry: Registry): void {
  const registers: Registry[] = []
  const read = queueReader()
  registry.registerMetric(
    new GaugeMetric({
      async collect(this: Gauge) {
        this.set((await read()) === undefined ? 0 : 1)
      },
      help: '1 while the database answers, else 0; without it the figures of the queues are left out.',
      name: 'tenon_database_up',
      registers,
    }),
  )
  registry.registerMetric(
    new GaugeMetric({
      async collect(this: Gauge<'state'>) {
        this.reset()
        const queues = await read()
        for (const state of ['queued', 'running', 'failed'] as const) {
          if (queues !== undefined) {
            this.set({ state }, queues.jobs[state] ?? 0)
          }
        }
      },
      help: 'Background jobs that wait, run or have failed.',
      labelNames: ['state'],
      name: 'tenon_jobs',
      registers,
    }),
  )
  addQueueGauge(registry, 'tenon_jobs_oldest_due_seconds', {
    help: 'How long the longest waiting job could have started already.',
    read: async () => (await read())?.oldestJobSeconds,
  })
  addQueueGauge(registry, 'tenon_mails_waiting', {
    help: 'Mails that wait to be delivered.',
    read: async () => (await read())?.mails,
  })
}

function addQueueGauge(
  registry: Registry,
  name: string,
  { help, read }: { help: string; read: () => Promise<number | undefined> },
): void {
  registry.registerMetric(
    new GaugeMetric({
      async collect(this: Gauge) {
        const value = await read()
        this.remove()
        if (value !== undefined) {
          this.set(value)
        }
      },
      help,
      name,
      registers: [],
    }),
  )
}
