import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'

import { enqueueJob } from '../../src/jobs/index.ts'
import { useDatabase } from '../../src/kernel/db/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import { sampleTables } from '../helpers/sampleTables.ts'
import { countingJob } from './jobsCounting.ts'

const WORKER = path.join(import.meta.dirname, 'jobsWorker.ts')
const tenantId = newId()
let fresh: FreshDatabase
const workers: ChildProcess[] = []

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, [WORKER], {
    env: {
      ...process.env,
      WORKER_APP_URL: fresh.urls.app,
      WORKER_SYSTEM_URL: fresh.urls.system,
    },
    stdio: 'inherit',
  })
  workers.push(worker)

  return worker
}

async function job(id: string): Promise<{ done: number; owner: null | string; state: string }> {
  const [row] = await fresh.superuser<{ done: string; owner: null | string; state: string }>(
    'select progress_done as done, lease_owner as owner, state from jobs where id = $1',
    [id],
  )

  return { done: Number(row?.done), owner: row?.owner ?? null, state: row?.state ?? '' }
}

/** How often each step of the job has left its effect. */
async function effectsPerStep(id: string): Promise<number[]> {
  const rows = await fresh.superuser<{ n: number }>(
    `select count(*)::int as n from companies where name like $1
      group by split_part(name, ' ', 2) order by split_part(name, ' ', 2)::int`,
    [`${id} %`],
  )

  return rows.map(({ n }) => n)
}

async function waitFor(id: string, accept: (now: Awaited<ReturnType<typeof job>>) => boolean) {
  const started = Date.now()
  while (!accept(await job(id))) {
    if (Date.now() - started > 60_000) {
      expect.fail(`job ${id} stands at ${JSON.stringify(await job(id))}`)
    }
    await sleep(100)
  }

  return Date.now() - started
}

beforeAll(async () => {
  fresh = await freshDatabase(sampleTables)
  useDatabase(fresh.open())
  await fresh.superuser("insert into tenants (id, slug, name) values ($1, 'a', 'A')", [tenantId])
})

afterEach(() => {
  workers.splice(0).forEach((worker) => worker.kill('SIGKILL'))
})

afterAll(async () => {
  useDatabase(undefined)
  await fresh.drop()
})

it('goes on within 20 seconds after its worker is killed, and does no step twice', async () => {
  const steps = 40
  const id = await runAsTenant({ tenantId }, () => enqueueJob(countingJob, { steps, wait: 100 }))
  const first = startWorker()
  await waitFor(id, ({ done }) => done >= 5)
  first.kill('SIGKILL')
  const killed = await job(id)
  startWorker()
  const delay = await waitFor(id, ({ done, owner }) => owner !== killed.owner && done > killed.done)

  expect(delay).toBeLessThan(20_000)
  await waitFor(id, ({ state }) => state === 'done')
  expect(await effectsPerStep(id)).toEqual(Array.from({ length: steps }, () => 1))
})

it('is not hurt by a worker that was frozen past its lease and wakes up again', async () => {
  const steps = 40
  const id = await runAsTenant({ tenantId }, () => enqueueJob(countingJob, { steps, wait: 150 }))
  const zombie = startWorker()
  await waitFor(id, ({ done }) => done >= 3)
  zombie.kill('SIGSTOP')
  const frozen = await job(id)
  startWorker()
  await waitFor(id, ({ done, owner }) => owner !== frozen.owner && done > frozen.done)
  zombie.kill('SIGCONT')
  await waitFor(id, ({ state }) => state === 'done')
  await sleep(1000)

  expect(await effectsPerStep(id)).toEqual(Array.from({ length: steps }, () => 1))
})
