import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { createSweepJob, purgeJob } from '../../src/collection/index.ts'
import { enqueueJob } from '../../src/jobs/index.ts'
import type { Job } from '../../src/jobs/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const NOTHING = {} as Record<string, never>
let app: TestApp
let token: string

const ask = (method: string, path: string, body?: unknown, as = token) =>
  app.request('acme', method, path, { token: as, ...(body === undefined ? {} : { body }) })

async function make(slug: string, data: object): Promise<string> {
  const answer = await ask('POST', `/api/${slug}`, data)
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])

  return (answer.json as { doc: { id: string } }).doc.id
}

async function trashFor(days: number, slug: string, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    expect(await ask('DELETE', `/api/${slug}/${id}`)).toMatchObject({ status: 200 })
    await app.sql(
      `update ${slug} set deleted_at = now() - make_interval(days => $2) where id = $1`,
      [id, days],
    )
  }
}

async function run(job: Job<Record<string, never>>): Promise<{ id: string; result: unknown }> {
  const id = await app.inTenant('acme', () => enqueueJob(job, NOTHING))
  for (let tries = 0; tries < 400; tries += 1) {
    const [row] = await app.sql('select state, result, error from jobs where id = $1', [id])
    if (row?.['state'] === 'done') {
      return { id, result: row['result'] }
    }
    expect([row?.['state'], row?.['error']]).not.toContain('failed')
    await sleep(50)
  }

  return expect.fail('the job did not end')
}

const stands = async (table: string, id: string) =>
  (await app.sql(`select 1 from ${table} where id = $1`, [id])).length === 1

beforeAll(async () => {
  app = await testApp()
  ;({ token } = await app.signIn('acme', 'admin@acme.test'))
})
afterAll(async () => {
  await app.close()
})

it('deletes for good what has been in the trash for longer than 30 days, and leaves change rows', async () => {
  const [old, young, live] = [
    await make('companies', { name: 'Old' }),
    await make('companies', { name: 'Young' }),
    await make('companies', { name: 'Live' }),
  ]
  await trashFor(31, 'companies', old)
  await trashFor(29, 'companies', young)
  const { id, result } = await run(purgeJob)

  expect(result).toEqual({ deleted: 1, kept: 0 })
  expect(await Promise.all([old, young, live].map((one) => stands('companies', one)))).toEqual([
    false,
    true,
    true,
  ])
  const events = await app.sql(
    'select op, record_id, actor_type from domain_events where batch_id = $1',
    [id],
  )
  expect(events).toEqual([{ actor_type: 'system', op: 'delete', record_id: old }])
})

it('keeps to what the tenant has set, and to nothing at 0', async () => {
  const id = await make('companies', { name: 'Five days' })
  await trashFor(5, 'companies', id)
  expect((await ask('PATCH', '/api/settings', { trashDays: 0 })).json).toEqual(
    expect.objectContaining({ trashDays: 0 }),
  )
  expect((await run(purgeJob)).result).toEqual({ deleted: 0, kept: 0 })
  await ask('PATCH', '/api/settings', { trashDays: 4 })
  expect((await ask('GET', '/api/settings')).json).toMatchObject({ trashDays: 4 })
  expect((await run(purgeJob)).result).toMatchObject({ deleted: 2 })
  expect(await stands('companies', id)).toBe(false)
})

it('lets stay what others still refer to, says so, and takes it once they are gone', async () => {
  await ask('PATCH', '/api/settings', { trashDays: 30 })
  const [row] = await app.sql(
    'select s.id, s.pipeline_id from stages s where s.tenant_id = $1 limit 1',
    [app.tenantId('acme')],
  )
  const deal = await make('deals', {
    pipeline: row?.['pipeline_id'],
    stage: row?.['id'],
    title: 'In use',
  })
  const product = await make('products', { name: 'In use' })
  await app.sql(
    `alter table deals add column holds uuid,
      add constraint deals_holds_fkey foreign key (tenant_id, holds) references products (tenant_id, id) on delete restrict`,
  )
  await app.sql('update deals set holds = $2 where id = $1', [deal, product])
  await trashFor(40, 'products', product)
  const first = await run(purgeJob)
  expect(first.result).toEqual({ deleted: 0, kept: 1 })
  expect((await ask('GET', `/api/jobs/${first.id}/results`)).json).toMatchObject({
    docs: [{ collection: 'products', error: { code: 'RECORD_IN_USE' }, id: product, ok: false }],
    totalDocs: 1,
  })
  await trashFor(40, 'deals', deal)

  // Whichever collection comes first: what was in use by what went in the same run goes as well.
  expect((await run(purgeJob)).result).toEqual({ deleted: 2, kept: 0 })
})

it.each([[{ trashDays: -1 }], [{ trashDays: 1.5 }], [{ trashDays: 'x' }], [{ nothing: 1 }], [[]]])(
  'refuses to set %j',
  async (body) => {
    expect((await ask('PATCH', '/api/settings', body)).status).toBe(400)
  },
)

it('lets only those who manage settings see and set them', async () => {
  const rep = await app.signIn('acme', 'rep@acme.test')
  const answers = [
    await ask('GET', '/api/settings', undefined, rep.token),
    await ask('PATCH', '/api/settings', { trashDays: 1 }, rep.token),
    await app.request('acme', 'GET', '/api/settings'),
  ]

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 401])
})

it('sweeps old answers, and old jobs with their rows and files, of this tenant alone', async () => {
  const removed: string[] = []
  const sweepJob = createSweepJob({
    removeFiles: (_tenantId, ids) => {
      removed.push(...ids)

      return Promise.resolve()
    },
  })
  const jobOf = async (slug: string, state: string, days: number) => {
    const id = newId()
    await app.sql(
      `insert into jobs (tenant_id, id, kind, state, finished_at)
        values ($1, $2, 'test:x', $3, now() - make_interval(days => $4))`,
      [app.tenantId(slug), id, state, days],
    )
    await app.sql(
      "insert into job_rows (tenant_id, job_id, position, input) values ($1, $2, 0, '{}')",
      [app.tenantId(slug), id],
    )

    return id
  }
  const old = await jobOf('acme', 'done', 31)
  const young = await jobOf('acme', 'done', 29)
  const foreign = await jobOf('northwind', 'done', 31)
  await app.sql(
    `insert into idempotency_keys (tenant_id, owner, key, request_hash, status, body, created_at) values
      ($1, 'o', 'old', '', 200, '', now() - interval '25 hours'), ($1, 'o', 'new', '', 200, '', now())`,
    [app.tenantId('acme')],
  )
  // The server's own runner knows the job by its kind; what it removes lies in its own folder.
  const { jobs } = await sweepDirectly(sweepJob)

  expect(jobs).toEqual(expect.arrayContaining([young, foreign]))
  expect(jobs).not.toContain(old)
  expect(removed).toEqual([old])
  const rows = await app.sql('select job_id from job_rows where job_id = any($1::uuid[])', [
    [old, young, foreign],
  ])
  expect(rows.map((row) => row['job_id']).toSorted()).toEqual([young, foreign].toSorted())
  expect(await app.sql("select key from idempotency_keys where owner = 'o'")).toEqual([
    { key: 'new' },
  ])
})

/** Runs the job's work in one go, without the runner, and gives the jobs that are left. */
async function sweepDirectly(job: Job<Record<string, never>>): Promise<{ jobs: string[] }> {
  const { database } = await import('../../src/kernel/db/index.ts')
  await app.inTenant('acme', () =>
    job.start({
      cursor: null,
      input: NOTHING,
      jobId: newId(),
      signal: new AbortController().signal,
      step: async (work) => {
        await database().transaction(work)
      },
      tenantId: app.tenantId('acme'),
      userId: null,
    }),
  )

  return { jobs: (await app.sql('select id from jobs')).map((row) => String(row['id'])) }
}
