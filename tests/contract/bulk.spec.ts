import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Row = {
  doc?: Record<string, unknown>
  error?: { code: string; field?: string }
  id?: string
  index: number
  ok: boolean
}
type Bulk = { batchId: string; job?: { id: string }; results: Row[] }

describe('bulk', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp()
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, body?: unknown, as = token) =>
    app.request('acme', method, path, { token: as, ...(body === undefined ? {} : { body }) })

  const bulk = async (slug: string, body: unknown) => {
    const answer = await ask('POST', `/api/${slug}/bulk`, body)
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)])

    return answer.json as Bulk
  }

  const finished = async (id: string) => {
    for (let tries = 0; tries < 400; tries += 1) {
      const { json } = await ask('GET', `/api/jobs/${id}`)
      if ((json as { finishedAt: null | string }).finishedAt !== null) {
        return json as { progress: unknown; result: unknown; state: string }
      }
      await sleep(50)
    }

    return expect.fail(`job ${id} did not end`)
  }

  it('answers every operation in the order sent, with what is wrong with each', async () => {
    const made = await bulk('companies', {
      operations: [
        { data: { name: 'Bulk One' }, op: 'create' },
        { data: {}, op: 'create' },
        { data: { name: 'Bulk Two' }, op: 'create' },
        { data: { name: 'x', nonsense: 1 }, op: 'create' },
        { op: 'explode' },
        { id: newId(), op: 'trash' },
        'nothing',
        { data: { name: 'x' }, id: newId(), op: 'create' },
      ],
    })

    expect(
      made.results.map(({ error, index, ok }) => [index, ok, error?.code, error?.field]),
    ).toEqual([
      [0, true, undefined, undefined],
      [1, false, 'RECORD_FIELD_REQUIRED', 'name'],
      [2, true, undefined, undefined],
      [3, false, 'RECORD_FIELD_UNKNOWN', 'nonsense'],
      [4, false, 'RECORD_FIELD_INVALID', 'op'],
      [5, false, 'RECORD_NOT_FOUND', undefined],
      [6, false, 'RECORD_FIELD_INVALID', 'operation'],
      [7, false, 'RECORD_FIELD_PROTECTED', 'id'],
    ])
    expect(made.results[0]?.doc).toMatchObject({ name: 'Bulk One', version: 1 })
    const events = await app.sql('select op from domain_events where batch_id = $1 order by id', [
      made.batchId,
    ])
    expect(events).toEqual([{ op: 'create' }, { op: 'create' }])
  })

  it('lets a later operation see what an earlier one has left', async () => {
    const [one] = (
      await bulk('companies', { operations: [{ data: { name: 'Chain' }, op: 'create' }] })
    ).results
    const id = one?.id
    const { results } = await bulk('companies', {
      operations: [
        { data: { name: 'Chain 2' }, id, op: 'update', version: 1 },
        { data: { name: 'Chain 3' }, id, op: 'update', version: 1 },
        { id, op: 'trash' },
        { data: { name: 'Chain 4' }, id, op: 'update' },
        { id, op: 'restore' },
        { id, op: 'trash' },
        { id, op: 'delete' },
        { id, op: 'delete' },
      ],
    })

    expect(results.map(({ error, ok }) => error?.code ?? ok)).toEqual([
      true,
      'RECORD_VERSION_CONFLICT',
      true,
      'RECORD_NOT_FOUND',
      true,
      true,
      true,
      'RECORD_NOT_FOUND',
    ])
  })

  it('takes one operation for many ids, or for all that meet a condition', async () => {
    const names = Array.from({ length: 5 }, (_, at) => `Many ${at}`)
    const made = await bulk('companies', {
      operations: names.map((name) => ({ data: { name }, op: 'create' })),
    })
    const ids = made.results.map(({ id }) => id)
    const byIds = await bulk('companies', { ids: ids.slice(0, 2), op: 'trash' })
    const byWhere = await bulk('companies', { op: 'trash', where: { name: { like: 'Many' } } })
    const restored = await bulk('companies', { op: 'restore', where: { name: { like: 'Many' } } })

    expect(byIds.results.map(({ ok }) => ok)).toEqual([true, true])
    expect(byWhere.results.map(({ id }) => id)).toEqual(ids.slice(2))
    expect(restored.results.map(({ id }) => id)).toEqual(ids)
    const { json } = await ask('GET', '/api/companies?where[name][like]=Many')
    expect(json).toMatchObject({ totalDocs: 5 })
  })

  it.each([
    [{}],
    [{ operations: [] }],
    [{ operations: [{}], where: {} }],
    [{ op: 'trash', where: {} }],
    [{ op: 'trash', where: { and: [] } }],
    [{ op: 'create', where: { name: { equals: 'x' } } }],
    [{ ids: [newId()], op: 'update' }],
    [{ op: 'trash', where: { nothing: { equals: 'x' } } }],
  ])('refuses a request that means nothing or everything: %j', async (body) => {
    const answer = await ask('POST', '/api/companies/bulk', body)

    expect(answer.status).toBe(400)
  })

  it('needs a right of its own, and every row needs its own', async () => {
    const rep = await app.signIn('acme', 'rep@acme.test')
    const body = { operations: [{ data: { name: 'By a rep' }, op: 'create' }] }
    const before = await ask('POST', '/api/companies/bulk', body, rep.token)
    const nobody = await app.request('acme', 'POST', '/api/companies/bulk', { body })

    expect([before.status, nobody.status]).toEqual([403, 401])
  })

  it('becomes a job above 1,000 rows, which gives the result of every row page by page', async () => {
    const operations = Array.from({ length: 1203 }, (_, at) => ({
      data: at % 100 === 7 ? {} : { name: `Job ${at}` },
      op: 'create',
    }))
    const answer = await ask('POST', '/api/companies/bulk', { operations })
    expect(answer.status).toBe(202)
    const { id } = (answer.json as Bulk).job ?? { id: '' }
    const job = await finished(id)

    expect(job).toMatchObject({
      progress: { done: 1203, total: 1203 },
      result: { failed: 12, ok: 1191 },
      state: 'done',
    })
    const { json } = await ask('GET', `/api/jobs/${id}/results?limit=100&page=2`)
    const page = json as { docs: Row[]; totalDocs: number }
    expect(page.totalDocs).toBe(1203)
    expect(page.docs.map(({ index }) => index)).toEqual(
      Array.from({ length: 100 }, (_, at) => 100 + at),
    )
    expect(page.docs[7]).toMatchObject({ error: { code: 'RECORD_FIELD_REQUIRED' }, ok: false })
    const [batch] = await app.sql('select kind, state, counts from batches where id = $1', [id])
    expect(batch).toEqual({ counts: { failed: 12, ok: 1191 }, kind: 'bulk', state: 'done' })
  }, 60_000)

  it('by condition becomes a job above 1,000 rows too', async () => {
    const answer = await ask('POST', '/api/companies/bulk', {
      op: 'trash',
      where: { name: { like: 'Job' } },
    })
    expect(answer.status).toBe(202)
    const { id } = (answer.json as Bulk).job ?? { id: '' }

    expect(await finished(id)).toMatchObject({ result: { failed: 0, ok: 1191 }, state: 'done' })
  }, 60_000)

  it('as a job is there for who started it and for those who manage the tenant alone', async () => {
    const [job] = await app.sql(
      "select id from jobs where kind = 'collection:bulk' order by created_at limit 1",
    )
    const path = `/api/jobs/${String(job?.['id'])}`
    const rep = await app.signIn('acme', 'rep@acme.test')
    const foreign = await app.signIn('northwind', 'admin@northwind.test')

    expect(await ask('GET', path)).toMatchObject({ status: 200 })
    for (const [method, rest] of [
      ['GET', ''],
      ['GET', '/results'],
      ['POST', '/cancel'],
    ] as const) {
      expect(await ask(method, path + rest, undefined, rep.token)).toMatchObject({ status: 404 })
      const other = await app.request('northwind', method, path + rest, { token: foreign.token })
      expect(other.status).toBe(404)
    }
  })

  it('as a job stops when its person is disabled', async () => {
    const manager = await app.signIn('acme', 'manager@acme.test')
    await app.sql(
      `update roles set permissions = jsonb_set(permissions, '{actions}', '["records.bulk"]')
        where key = 'manager' and tenant_id = $1`,
      [app.tenantId('acme')],
    )
    const person = await app.signIn('acme', 'manager@acme.test', { fresh: true })
    await app.sql("update users set status = 'disabled' where id = $1", [manager.userId])
    const id = newId()
    // As the request would have left it a moment before.
    await app.sql(
      `insert into jobs (tenant_id, id, kind, input, created_by)
        values ($1, $2, 'collection:bulk', '{"collection":"companies","selection":{"op":"trash","where":{"name":{"like":"a"}}}}', $3)`,
      [app.tenantId('acme'), id, person.userId],
    )

    expect(await finished(id)).toMatchObject({
      error: { code: 'BATCH_PERSON_GONE' },
      state: 'failed',
    })
  }, 30_000)

  it('as a job can be cancelled, and says where it stopped', async () => {
    const operations = Array.from({ length: 1001 }, (_, at) => ({
      data: { name: `Cancel ${at}` },
      op: 'create',
    }))
    const answer = await ask('POST', '/api/companies/bulk', { operations })
    const { id } = (answer.json as Bulk).job ?? { id: '' }
    const cancelled = await ask('POST', `/api/jobs/${id}/cancel`)

    expect(cancelled.json).toMatchObject({ state: 'cancelled' })
    const { json } = await ask('GET', '/api/batches?mine=true&limit=1')
    expect(json).toMatchObject({ docs: [{ id, state: 'stopped' }] })
  })
})
