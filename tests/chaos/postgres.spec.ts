import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startImport } from '../../src/imports/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { ask } from '../helpers/childServer.ts'
import type { PostgresBench } from './postgresBench.ts'
import { postgresBench } from './postgresBench.ts'
import { endPostgres } from './postgresOutage.ts'
import { auditWrites } from './serverAudit.ts'
import type { Writers } from './serverWriters.ts'
import { startWriters } from './serverWriters.ts'

const ROWS = 6000
const seed = Number(process.env['TENON_TEST_SEED'] ?? Date.now() % 2 ** 31)

let bench: PostgresBench
let writers: Writers

beforeAll(async () => {
  bench = await postgresBench()
  const { host, server, token } = bench
  writers = startWriters({ clients: 8, host, port: server.port, seed, token })
  await writers.moreAcknowledged(50)
}, 300_000)

afterAll(async () => {
  await writers.stop()
  await bench.close()
})

describe('PostgreSQL ends under load', () => {
  it.each([
    ['at once (kill -9)', 'SIGKILL'],
    ['in its fast shutdown', 'SIGINT'],
  ] as const)('%s: clean refusals, then the same server goes on', async (_name, signal) => {
    const outage = await endPostgres(bench, writers, signal)
    process.stderr.write(`${signal}: seed ${seed}, ${JSON.stringify(outage)}\n`)

    expect(Object.keys(outage.codes)).toContain('DATABASE_UNAVAILABLE')
    expect(['DATABASE_COMMIT_UNKNOWN', 'DATABASE_UNAVAILABLE']).toEqual(
      expect.arrayContaining(Object.keys(outage.codes)),
    )
    expect(Object.keys(outage.ready)).toContain('503')
    expect(outage.slowestMs).toBeLessThan(12_000)
    expect(bench.server.isRunning()).toBe(true)
    const { host, server } = bench
    await expect(
      ask({ host, method: 'GET', path: '/ready', port: server.port }),
    ).resolves.toMatchObject({ status: 200 })
  })

  it('has no connection left: clean refusals, then the same server goes on', async () => {
    const from = writers.writes.length
    await bench.superuser('alter role tenon_app connection limit 0')
    await bench.superuser(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tenon_app'",
    )
    while (!writers.writes.slice(from + 20).some(({ outcome }) => outcome === 'refused')) {
      await sleep(20)
    }
    await bench.superuser('alter role tenon_app connection limit -1')
    await writers.moreAcknowledged(20)
    const seen = writers.writes.slice(from)

    expect(seen.filter(({ outcome }) => outcome === 'odd')).toEqual([])
    expect(Math.max(...seen.map(({ ms }) => ms))).toBeLessThan(12_000)
  })

  it('and every write that was acknowledged is there once, and none that was refused', async () => {
    await writers.moreAcknowledged(50)
    await writers.stop()
    const audit = await auditWrites(bench.superuser, writers.writes)
    process.stderr.write(`${JSON.stringify(audit)}\n`)

    expect(audit.faults).toEqual([])
    expect(audit.refused).toBeGreaterThan(0)
  })

  it('and an import goes on within 20 seconds and brings in every row once', async () => {
    const file = path.join(bench.dataDir, 'companies.csv')
    const lines = Array.from({ length: ROWS }, (_, at) => `Company ${at},${at}`)
    writeFileSync(file, ['name,employees', ...lines].join('\n'))
    const { id } = await runAsTenant({ tenantId: bench.tenantId }, () =>
      startImport({
        collection: 'companies',
        createMissing: false,
        dataDir: bench.dataDir,
        dryRun: false,
        file,
        key: 'none',
      }),
    )
    const { done } = await jobReaches(id, (job) => job.done >= ROWS / 6)
    process.kill(bench.postgres.pid, 'SIGKILL')
    const killed = Date.now()
    const resumed = await jobReaches(id, (job) => job.epoch > 1 && job.done > done)
    const resumedSeconds = (Date.now() - killed) / 1000
    const ended = await jobReaches(id, (job) => job.state !== 'queued' && job.state !== 'running')
    process.stderr.write(
      `import: killed at ${done} of ${ROWS}, went on after ${resumedSeconds} s\n`,
    )

    expect(resumed.epoch).toBeGreaterThan(1)
    expect(resumedSeconds).toBeLessThan(20)
    expect(ended).toMatchObject({ done: ROWS, state: 'done' })
    const [counts] = await bench.superuser(
      `select count(*)::int as rows, count(distinct c.name)::int as names,
          (select count(*)::int from domain_events where batch_id = $1 and op = 'create') as changes,
          (select count(distinct record_id)::int from domain_events where batch_id = $1) as changed
        from companies c`,
      [id],
    )
    expect(counts).toEqual({ changed: ROWS, changes: ROWS, names: ROWS, rows: ROWS })
  })
})

type JobState = { done: number; epoch: number; state: string }

/** Looks at the job until it is there; while PostgreSQL is down there is nothing to look at. */
async function jobReaches(id: string, accept: (job: JobState) => boolean): Promise<JobState> {
  let last: JobState | undefined
  const started = Date.now()
  while (Date.now() - started < 200_000) {
    const rows = await bench
      .superuser<JobState>(
        'select progress_done::int as done, epoch::int as epoch, state from jobs where id = $1',
        [id],
      )
      .catch(() => [])
    last = rows[0] ?? last
    if (rows[0] !== undefined && accept(rows[0])) {
      return rows[0]
    }
    await sleep(25)
  }

  return expect.fail(
    `the job stands at ${JSON.stringify(last)}\n${bench.server.output().slice(-3000)}`,
  )
}
