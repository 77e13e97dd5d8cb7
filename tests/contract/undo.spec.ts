import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Row = { error?: { code: string; message: string }; id: string; ok: boolean }
type Doc = Record<string, unknown> & { id: string }

describe('the undo of a batch', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp()
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
    await app.sql(
      `update roles set permissions = jsonb_set(permissions, '{actions}', '["records.bulk"]')
        where key in ('manager', 'rep') and tenant_id = $1`,
      [app.tenantId('acme')],
    )
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, body?: unknown, as = token) =>
    app.request('acme', method, path, { token: as, ...(body === undefined ? {} : { body }) })
  const bulk = async (slug: string, operations: unknown[], as = token) => {
    const answer = await ask('POST', `/api/${slug}/bulk`, { operations }, as)
    expect([answer.status, answer.text]).toEqual([200, expect.not.stringContaining('"ok":false')])
    const { batchId, results } = answer.json as { batchId: string; results: { id: string }[] }

    return { batchId, ids: results.map(({ id }) => id) }
  }
  const create = (slug: string, list: object[], as = token) =>
    bulk(
      slug,
      list.map((data) => ({ data, op: 'create' })),
      as,
    )
  const doc = async (slug: string, id: string) => {
    const { json, status } = await ask('GET', `/api/${slug}/${id}?trash=true`)

    return status === 200 ? (json as Doc) : null
  }
  /** Undoes a batch to its end and gives the undo's own batch, its counts and what it left. */
  const undo = async (batchId: string, as = token) => {
    const answer = await ask('POST', `/api/batches/${batchId}/undo`, undefined, as)
    expect([answer.status, answer.text]).toEqual([202, expect.any(String)])
    const { id } = (answer.json as { job: { id: string } }).job
    for (let tries = 0; tries < 400; tries += 1) {
      const job = (await ask('GET', `/api/jobs/${id}`)).json as {
        error: unknown
        finishedAt: null | string
        result: unknown
      }
      if (job.finishedAt !== null) {
        const { json } = await ask('GET', `/api/jobs/${id}/results?limit=1000`)

        return { error: job.error, id, left: (json as { docs: Row[] }).docs, result: job.result }
      }
      await sleep(50)
    }

    return expect.fail('the undo did not end')
  }

  it('puts created records into the trash, restores trashed ones and writes former values back', async () => {
    const made = await create('companies', [{ name: 'U1' }, { name: 'U2' }, { name: 'U3' }])
    const [one = '', two = '', three = ''] = made.ids
    const mixed = await bulk('companies', [
      { data: { address: { city: 'Graz' }, name: 'U1 new' }, id: one, op: 'update' },
      { data: { name: 'U1 newer' }, id: one, op: 'update' },
      { id: two, op: 'trash' },
      { id: three, op: 'trash' },
      { id: three, op: 'delete' },
      { data: { name: 'U4' }, op: 'create' },
    ])
    const { left, result } = await undo(mixed.batchId)

    expect({ left, result }).toEqual({ left: [], result: { kept: 0, undone: 6 } })
    expect(await doc('companies', one)).toMatchObject({ address: { city: null }, name: 'U1' })
    expect(await doc('companies', two)).toMatchObject({ deletedAt: null, name: 'U2' })
    expect(await doc('companies', three)).toMatchObject({ deletedAt: null, name: 'U3' })
    const fourth = await doc('companies', mixed.ids[5] ?? '')
    expect(fourth?.['deletedAt']).not.toBeNull()
  })

  it('leaves what somebody has changed since, and says so; what the batch did not write may change', async () => {
    const { ids } = await create('companies', [{ name: 'L1' }, { name: 'L2' }, { name: 'L3' }])
    const [one = '', two = '', three = ''] = ids
    const change = await bulk(
      'companies',
      ids.map((id, at) => ({ data: { name: `L${at + 1} new` }, id, op: 'update' })),
    )
    await ask('PATCH', `/api/companies/${one}`, { name: 'L1 by hand' })
    await ask('PATCH', `/api/companies/${two}`, { website: 'https://two.test' })
    const { left, result } = await undo(change.batchId)

    expect(result).toEqual({ kept: 1, undone: 2 })
    expect(left).toMatchObject([
      {
        error: { code: 'BATCH_ROW_CHANGED', message: expect.stringContaining('name') as string },
        id: one,
      },
    ])
    expect(await doc('companies', one)).toMatchObject({ name: 'L1 by hand' })
    expect(await doc('companies', two)).toMatchObject({ name: 'L2', website: 'https://two.test' })
    expect(await doc('companies', three)).toMatchObject({ name: 'L3' })
  })

  it('can itself be undone, and then done again', async () => {
    const made = await create('companies', [{ name: 'Back' }, { name: 'And forth' }])
    const [one = ''] = made.ids
    const first = await undo(made.batchId)
    const again = await ask('POST', `/api/batches/${made.batchId}/undo`)
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('BATCH_UNDONE')])
    const back = await undo(first.id)

    expect(back).toMatchObject({ left: [], result: { kept: 0, undone: 2 } })
    expect(await doc('companies', one)).toMatchObject({ deletedAt: null, name: 'Back' })
    expect((await undo(made.batchId)).result).toEqual({ kept: 0, undone: 2 })
    const { json } = await ask('GET', '/api/batches?limit=4')
    expect((json as { docs: Doc[] }).docs.map(({ kind, undone }) => [kind, undone])).toEqual([
      ['undo', 'none'],
      ['undo', 'none'],
      ['undo', 'done'],
      ['bulk', 'done'],
    ])
  })

  it('runs once, however often it is asked for at once', async () => {
    const { batchId } = await create('companies', [{ name: 'Only once' }])
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask('POST', `/api/batches/${batchId}/undo`)),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      202,
      ...Array.from({ length: 7 }, () => 409),
    ])
  })

  it('of others needs a right of its own; of the own batch the rights of the change are enough', async () => {
    const rep = await app.signIn('acme', 'rep@acme.test', { fresh: true })
    const byAdmin = await create('companies', [{ name: 'By the admin' }])
    const refused = await ask('POST', `/api/batches/${byAdmin.batchId}/undo`, undefined, rep.token)
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('UNDO_FORBIDDEN')])

    const byRep = await create('companies', [{ name: 'By the rep', owner: rep.userId }], rep.token)
    await bulk(
      'companies',
      [{ data: { name: 'By the rep 2' }, id: byRep.ids[0], op: 'update' }],
      rep.token,
    )
    const update = (await ask('GET', '/api/batches?mine=true&limit=1', undefined, rep.token))
      .json as { docs: Doc[] }
    const taken = await undo(update.docs[0]?.id ?? '', rep.token)
    expect(taken.result).toEqual({ kept: 0, undone: 1 })
    // A rep may not put records into the trash.
    const { left, result } = await undo(byRep.batchId, rep.token)
    expect([result, left[0]?.error?.code]).toEqual([{ kept: 1, undone: 0 }, 'RECORD_FORBIDDEN'])
  })

  it('lists the own batches to everybody, those of all to those who may undo them', async () => {
    const rep = await app.signIn('acme', 'rep@acme.test')
    const own = (await ask('GET', '/api/batches', undefined, rep.token)).json as { docs: Doc[] }
    const all = (await ask('GET', '/api/batches?limit=200')).json as { docs: Doc[] }

    expect(own.docs.length).toBeGreaterThan(0)
    expect(own.docs.every(({ actorId }) => actorId === rep.userId)).toBe(true)
    expect(all.docs.length).toBeGreaterThan(own.docs.length)
  })

  it('never brings back what was erased', async () => {
    const { ids } = await create('companies', [{ name: 'Erase me' }])
    const [id = ''] = ids
    const change = await bulk('companies', [{ data: { name: 'Erased' }, id, op: 'update' }])
    await app.sql('update domain_events set before = null, after = null where batch_id = $1', [
      change.batchId,
    ])
    const { left } = await undo(change.batchId)

    expect(left).toMatchObject([{ error: { code: 'BATCH_ROW_ERASED' }, id }])
    expect(await doc('companies', id)).toMatchObject({ name: 'Erased' })
  })

  it('takes a step of hundreds of records, whole and in the right order', async () => {
    const companies = await create(
      'companies',
      Array.from({ length: 450 }, (_, at) => ({ name: `Big ${at}` })),
    )
    const renamed = await bulk(
      'companies',
      companies.ids.map((id, at) => ({ data: { name: `Bigger ${at}` }, id, op: 'update' })),
    )
    const { result } = await undo(renamed.batchId)
    const [row] = await app.sql(
      `select count(*) filter (where name ~ '^Big \\d')::int as back,
        count(*) filter (where name ~ '^Bigger')::int as left from companies`,
    )

    expect({ result, row }).toEqual({
      result: { kept: 0, undone: 450 },
      row: { back: 450, left: 0 },
    })
  }, 60_000)

  it('answers for foreign and missing batches alike', async () => {
    const { batchId } = await create('companies', [{ name: 'Foreign' }])
    const foreign = await app.signIn('northwind', 'admin@northwind.test')
    const answers = await Promise.all(
      [batchId, newId(), 'nonsense'].map((id) =>
        app.request('northwind', 'POST', `/api/batches/${id}/undo`, { token: foreign.token }),
      ),
    )

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })
})
