import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { Job, JobRunner, JobView } from '../../src/jobs/index.ts'
import {
  cancelJob,
  claimJobs,
  commitStep,
  defineJob,
  enqueueJob,
  finishJob,
  getJob,
  startJobRunner,
} from '../../src/jobs/index.ts'
import { database, useDatabase } from '../../src/kernel/db/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import { sampleTables } from '../helpers/sampleTables.ts'

const counting = z.object({ steps: z.number(), wait: z.number().optional() })
const kind = 'tests:count'
let fresh: FreshDatabase
let tenants: { a: string; b: string }
const runners: JobRunner[] = []

/** Writes one company per step, so that effects can be counted. */
const countJob = defineJob({
  input: counting,
  kind,
  run: async ({ cursor, input, jobId, step }) => {
    for (let at = Number(cursor?.['at'] ?? 0); at < input.steps; at += 1) {
      await step(async (transaction) => {
        await transaction.query(
          'insert into companies (tenant_id, id, name) values (tenancy.current_tenant(), $1, $2)',
          [newId(), `${jobId} ${at}`],
        )
        await sleep(input.wait ?? 0)

        return { cursor: { at: at + 1 }, done: at + 1, total: input.steps }
      })
    }

    return { steps: input.steps }
  },
})

function inTenant<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
  return runAsTenant({ tenantId }, work)
}

function run(jobs: readonly Job<unknown>[], concurrency = 2, onError?: (error: unknown) => void) {
  const runner = startJobRunner({
    concurrency,
    jobs,
    pollMs: 20,
    ...(onError === undefined ? {} : { onError }),
  })
  runners.push(runner)

  return runner
}

async function until(
  tenantId: string,
  id: string,
  accept: (view: JobView) => boolean,
): Promise<JobView> {
  for (let tries = 0; tries < 500; tries += 1) {
    const view = await inTenant(tenantId, () => getJob(id))
    if (accept(view)) {
      return view
    }
    await sleep(20)
  }

  return expect.fail(`job ${id} did not get there`)
}

async function effects(tenantId: string, id: string): Promise<number> {
  const [rows = []] = await inTenant(tenantId, () =>
    database().read([
      {
        text: 'select count(*) as n from companies where tenant_id = $1 and name like $2',
        values: [tenantId, `${id} %`],
      },
    ]),
  )

  return Number(rows[0]?.['n'])
}

async function claimOne(owner: string, only: string) {
  const [claimed] = await claimJobs({ kinds: [kind], limit: 1, only, owner })
  if (claimed === undefined) {
    return expect.fail('nothing was claimed')
  }

  return claimed
}

beforeAll(async () => {
  fresh = await freshDatabase(sampleTables)
  useDatabase(fresh.open())
  tenants = { a: newId(), b: newId() }
  for (const [slug, id] of Object.entries(tenants)) {
    await fresh.superuser('insert into tenants (id, slug, name) values ($1, $2, $2)', [id, slug])
  }
})

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()))
  await fresh.superuser('delete from jobs')
})

afterAll(async () => {
  useDatabase(undefined)
  await fresh.drop()
})

describe('a job', () => {
  it('runs to its end, step by step, with progress and a result', async () => {
    const id = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 3 }))
    run([countJob])
    const view = await until(tenants.a, id, ({ state }) => state === 'done')

    expect(view).toMatchObject({ progress: { done: 3, total: 3 }, result: { steps: 3 } })
    expect(await effects(tenants.a, id)).toBe(3)
  })

  it('does not exist for another tenant', async () => {
    const id = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 1 }))

    await expect(inTenant(tenants.b, () => getJob(id))).rejects.toMatchObject({
      code: 'JOBS_NOT_FOUND',
    })
    await expect(inTenant(tenants.b, () => cancelJob(id))).rejects.toMatchObject({
      code: 'JOBS_NOT_FOUND',
    })
  })

  it('is not queued with input of another kind', async () => {
    const wrong = { steps: 'many' } as unknown as { steps: number }

    await expect(inTenant(tenants.a, () => enqueueJob(countJob, wrong))).rejects.toMatchObject({
      code: 'JOBS_INPUT_INVALID',
    })
  })

  it('is not there when the transaction that queued it rolls back', async () => {
    const id = newId()
    const failing = inTenant(tenants.a, () =>
      database().transaction(async (transaction) => {
        await enqueueJob(countJob, { steps: 1 }, { id, transaction })
        throw new Error('changed my mind')
      }),
    )

    await expect(failing).rejects.toThrow('changed my mind')
    await expect(inTenant(tenants.a, () => getJob(id))).rejects.toMatchObject({
      code: 'JOBS_NOT_FOUND',
    })
  })
})

describe('a lease', () => {
  it('is fenced: the step of a worker that lost the job is undone', async () => {
    const id = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 1 }))
    const first = await claimOne('first', id)
    await fresh.superuser("update jobs set lease_until = now() - interval '1 s' where id = $1", [
      id,
    ])
    const second = await claimOne('second', id)
    const step = (claimed: typeof first) =>
      inTenant(tenants.a, () =>
        commitStep(claimed, async (transaction) => {
          await transaction.query(
            'insert into companies (tenant_id, id, name) values (tenancy.current_tenant(), $1, $2)',
            [newId(), `${id} ${claimed.leaseOwner}`],
          )

          return { cursor: { at: 1 }, done: 1 }
        }),
      )

    expect(second.epoch).toBeGreaterThan(first.epoch)
    await expect(step(first)).rejects.toMatchObject({ code: 'JOBS_LEASE_LOST' })
    expect(await effects(tenants.a, id)).toBe(0)
    await step(second)
    expect(await effects(tenants.a, id)).toBe(1)
    await expect(inTenant(tenants.a, () => finishJob(first, undefined))).rejects.toMatchObject({
      code: 'JOBS_LEASE_LOST',
    })
  })

  it('is taken by one of many claimers', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, () =>
        inTenant(tenants.a, () => enqueueJob(countJob, { steps: 1 })),
      ),
    )
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, owner) =>
        claimJobs({ kinds: [kind], limit: 5, owner: `owner ${owner}` }),
      ),
    )
    const claimed = claims.flat().map((job) => job.id)

    expect(new Set(claimed).size).toBe(claimed.length)
    expect(claimed.every((id) => ids.includes(id))).toBe(true)
  })

  it('may be taken before the job is due by the process that queued it alone', async () => {
    const id = await inTenant(tenants.a, () =>
      enqueueJob(countJob, { steps: 1 }, { runAfter: new Date(Date.now() + 60_000) }),
    )

    expect(await claimJobs({ kinds: [kind], limit: 1, owner: 'server' })).toEqual([])
    expect((await claimOne('command', id)).id).toBe(id)
  })

  it('that ran out too often without a step fails the job', async () => {
    const id = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 1 }))
    for (let start = 0; start < countJob.maxAttempts; start += 1) {
      await claimOne('dying', id)
      await fresh.superuser("update jobs set lease_until = now() - interval '1 s' where id = $1", [
        id,
      ])
    }
    await claimJobs({ kinds: [kind], limit: 1, owner: 'next' })

    expect(await inTenant(tenants.a, () => getJob(id))).toMatchObject({
      error: { code: 'JOBS_WORKER_LOST' },
      state: 'failed',
    })
  })
})

describe('cancelling', () => {
  it('keeps a queued job from starting', async () => {
    const id = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 1 }))
    expect(await inTenant(tenants.a, () => cancelJob(id))).toBe('cancelled')
    run([countJob])
    await sleep(200)

    expect(await effects(tenants.a, id)).toBe(0)
  })

  it('stops a running job and undoes the step it is in', async () => {
    const id = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 50, wait: 40 }))
    run([countJob])
    await until(tenants.a, id, ({ progress }) => progress.done >= 2)
    await inTenant(tenants.a, () => cancelJob(id))
    const { progress } = await inTenant(tenants.a, () => getJob(id))
    await sleep(200)

    expect(await inTenant(tenants.a, () => getJob(id))).toMatchObject({
      progress,
      state: 'cancelled',
    })
    expect(await effects(tenants.a, id)).toBe(progress.done)
  })
})

describe('failing', () => {
  it('tries again from the last step and succeeds', async () => {
    let failures = 1
    const shaky = defineJob({
      input: counting,
      kind: 'tests:shaky',
      run: async (context) => {
        const at = Number(context.cursor?.['at'] ?? 0)
        if (at === 0) {
          await context.step(() => Promise.resolve({ cursor: { at: 1 }, done: 1 }))
        }
        failures -= 1
        if (failures >= 0) {
          throw new Error('the network sneezed')
        }

        return { startedAt: at }
      },
    })
    const heard: unknown[] = []
    const id = await inTenant(tenants.a, () => enqueueJob(shaky, { steps: 1 }))
    run([shaky], 1, (error) => heard.push(error))
    const view = await until(tenants.a, id, ({ state }) => state === 'done')

    expect(view.result).toEqual({ startedAt: 1 })
    expect(heard).toHaveLength(1)
  })

  it('ends as failed after the last try, with a report that tells no internals', async () => {
    const broken = defineJob({
      input: counting,
      kind: 'tests:broken',
      maxAttempts: 1,
      run: () => Promise.reject(new Error('password is hunter2')),
    })
    const id = await inTenant(tenants.a, () => enqueueJob(broken, { steps: 1 }))
    run([broken], 1)
    const view = await until(tenants.a, id, ({ state }) => state === 'failed')

    expect(view.error?.code).toBe('JOBS_INTERNAL')
    expect(JSON.stringify(view)).not.toContain('hunter2')
  })
})

describe('fairness', () => {
  it('serves the one job of a small tenant before the flood of another is done', async () => {
    await inTenant(tenants.a, async () => {
      for (let at = 0; at < 30; at += 1) {
        await enqueueJob(countJob, { steps: 1, wait: 30 })
      }
    })
    const id = await inTenant(tenants.b, () => enqueueJob(countJob, { steps: 1 }))
    run([countJob], 2)
    await until(tenants.b, id, ({ state }) => state === 'done')
    const [left] = await fresh.superuser<{ n: number }>(
      "select count(*)::int as n from jobs where state = 'queued'",
    )

    expect(left?.n).toBeGreaterThan(20)
  })

  it('makes room for a waiting tenant at the end of a step and goes on later', async () => {
    const long = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 90, wait: 100 }))
    run([countJob], 1)
    await until(tenants.a, long, ({ progress }) => progress.done > 0)
    const short = await inTenant(tenants.b, () => enqueueJob(countJob, { steps: 1 }))
    await until(tenants.b, short, ({ state }) => state === 'done')

    expect((await inTenant(tenants.a, () => getJob(long))).state).not.toBe('done')
    await until(tenants.a, long, ({ state }) => state === 'done')
    expect(await effects(tenants.a, long)).toBe(90)
  }, 40_000)

  it('leaves a job where it stands when the runner stops, for the next one', async () => {
    const id = await inTenant(tenants.a, () => enqueueJob(countJob, { steps: 20, wait: 20 }))
    const first = run([countJob], 1)
    await until(tenants.a, id, ({ progress }) => progress.done >= 2)
    await first.stop()

    expect(await inTenant(tenants.a, () => getJob(id))).toMatchObject({ state: 'queued' })
    run([countJob], 1)
    await until(tenants.a, id, ({ state }) => state === 'done')
    expect(await effects(tenants.a, id)).toBe(20)
  })
})
