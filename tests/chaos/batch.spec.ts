import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'

import { startBulk, startUndo } from '../../src/collection/index.ts'
import type { JobView } from '../../src/jobs/index.ts'
import { getJob, listJobResults } from '../../src/jobs/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import type { Transaction } from '../../src/kernel/db/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { ImportTenant } from '../int/importSetup.ts'
import { importTenant } from '../int/importSetup.ts'

const ROWS = 6000
const BAD_EVERY = 300
const BAD = ROWS / BAD_EVERY
const workers: ChildProcess[] = []
let tenant: ImportTenant
let userId: string

const inTenant = <T>(work: () => Promise<T>) =>
  runAsTenant({ tenantId: tenant.tenantId, userId }, work)
const start = (work: (transaction: Transaction) => Promise<string>) =>
  inTenant(() => database().transaction(work))

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, [path.join(import.meta.dirname, 'batchWorker.ts')], {
    env: {
      ...process.env,
      WORKER_APP_URL: tenant.fresh.urls.app,
      WORKER_DATA_DIR: tenant.dataDir,
      WORKER_SYSTEM_URL: tenant.fresh.urls.system,
    },
    stdio: 'inherit',
  })
  workers.push(worker)

  return worker
}

async function waitFor(id: string, accept: (view: JobView) => boolean): Promise<JobView> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const view = await inTenant(() => getJob(id))
    if (accept(view)) {
      return view
    }
    await sleep(50)
  }

  return expect.fail(`job ${id} did not get there`)
}

/** Runs a job to its end while its worker is killed at a third and at two thirds of the way. */
async function runWithKills(id: string): Promise<JobView> {
  for (const part of [1 / 3, 2 / 3]) {
    const worker = startWorker()
    await waitFor(
      id,
      ({ finishedAt, progress }) => progress.done >= ROWS * part || finishedAt !== null,
    )
    worker.kill('SIGKILL')
  }
  startWorker()

  return waitFor(id, ({ finishedAt }) => finishedAt !== null)
}

async function eventsOf(batchId: string) {
  const [row] = await tenant.fresh.superuser<{ doubled: number; n: number }>(
    `select count(*)::int as n, (count(*) - count(distinct record_id))::int as doubled
      from domain_events where batch_id = $1`,
    [batchId],
  )

  return row
}

beforeAll(async () => {
  tenant = await importTenant()
  const [owner] = await tenant.fresh.superuser<{ id: string }>(
    'select id from users where tenant_id = $1',
    [tenant.tenantId],
  )
  userId = owner?.id ?? ''
})
afterEach(() => {
  workers.splice(0).forEach((worker) => worker.kill('SIGKILL'))
})
afterAll(async () => {
  await tenant.close()
})

it('a bulk change writes every row once, and its undo takes every row back once, whenever a worker is killed', async () => {
  const operations = Array.from({ length: ROWS }, (_, at) => ({
    data: at % BAD_EVERY === 0 ? {} : { name: `Company ${at}` },
    op: 'create',
  }))
  const bulk = await start((transaction) => startBulk(transaction, 'companies', { operations }))
  const made = await runWithKills(bulk)

  expect(made).toMatchObject({ result: { failed: BAD, ok: ROWS - BAD }, state: 'done' })
  expect(await tenant.count('companies')).toBe(ROWS - BAD)
  expect(await eventsOf(bulk)).toEqual({ doubled: 0, n: ROWS - BAD })
  const { docs, totalDocs } = await inTenant(() => listJobResults(bulk, { limit: ROWS, page: 1 }))
  expect(totalDocs).toBe(ROWS)
  expect((docs as { index: number }[]).map(({ index }) => index)).toEqual(
    Array.from({ length: ROWS }, (_, at) => at),
  )

  await tenant.fresh.superuser("update companies set name = 'By hand' where name = 'Company 77'")
  const undo = await start((transaction) => startUndo(transaction, bulk))
  const undone = await runWithKills(undo)

  expect(undone).toMatchObject({ result: { kept: 1, undone: ROWS - BAD - 1 }, state: 'done' })
  expect(await tenant.count('companies', { deletedAt: { exists: false } })).toBe(1)
  expect(await eventsOf(undo)).toEqual({ doubled: 0, n: ROWS - BAD - 1 })
  const left = await inTenant(() => listJobResults(undo, { limit: 10, page: 1 }))
  expect(left).toMatchObject({ docs: [{ error: { code: 'BATCH_ROW_CHANGED' } }], totalDocs: 1 })
}, 240_000)
