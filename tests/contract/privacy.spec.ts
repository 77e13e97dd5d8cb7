import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { invalidateTenantSessions } from '../../src/identity/index.ts'
import { enqueueJob, startJobRunner } from '../../src/jobs/index.ts'
import { createRetentionJob } from '../../src/privacy/index.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'
import type { Doc } from '../int/erasureSetup.ts'
import { docOf, settled } from '../int/erasureSetup.ts'

let app: TestApp
let token: string

function ask(method: string, path: string, body?: unknown, as = token): Promise<AppAnswer> {
  return app.request('acme', method, path, { token: as, ...(body === undefined ? {} : { body }) })
}

function codeOf({ json, status }: AppAnswer): unknown[] {
  const { errors } = (json ?? {}) as { errors?: { code: string; field?: string }[] }

  return [status, errors?.[0]?.code]
}

async function make(slug: string, body: unknown): Promise<Doc> {
  return docOf(await ask('POST', `/api/${slug}`, body))
}

async function tokenOf(email: string): Promise<string> {
  return (await app.signIn('acme', email)).token
}

beforeAll(async () => {
  app = await testApp()
  token = await tokenOf('admin@acme.test')
})

afterAll(async () => {
  await app.close()
})

describe('personal data', () => {
  it('is given out and erased by nobody without the right of its own', async () => {
    const { id } = await make('contacts', { lastName: 'Kept' })
    for (const email of ['manager@acme.test', 'rep@acme.test', 'viewer@acme.test']) {
      const as = await tokenOf(email)
      const erase = { name: 'Kept', reason: 'because' }

      expect(codeOf(await ask('GET', `/api/contacts/${id}/personal-data`, undefined, as))).toEqual([
        403,
        'RECORD_FORBIDDEN',
      ])
      expect(codeOf(await ask('POST', `/api/contacts/${id}/erase`, erase, as))).toEqual([
        403,
        'RECORD_FORBIDDEN',
      ])
      expect(codeOf(await ask('GET', '/api/privacy/erasures', undefined, as))).toEqual([
        403,
        'RECORD_FORBIDDEN',
      ])
      expect(codeOf(await ask('GET', '/api/privacy/retention', undefined, as))).toEqual([
        403,
        'RECORD_FORBIDDEN',
      ])
    }
    expect(codeOf(await app.request('acme', 'GET', `/api/contacts/${id}/personal-data`))[0]).toBe(
      401,
    )
    expect((await ask('GET', `/api/contacts/${id}`)).json).toMatchObject({ name: 'Kept' })
  })

  it('of another tenant, of nobody and of what is no person is not there', async () => {
    const [row] = await app.sql('select id from contacts where tenant_id = $1 limit 1', [
      app.tenantId('northwind'),
    ])
    const body = { name: 'x', reason: 'because' }
    for (const id of [String(row?.['id']), randomUUID()]) {
      expect(codeOf(await ask('GET', `/api/contacts/${id}/personal-data`))).toEqual([
        404,
        'RECORD_NOT_FOUND',
      ])
      expect(codeOf(await ask('POST', `/api/contacts/${id}/erase`, body))).toEqual([
        404,
        'RECORD_NOT_FOUND',
      ])
    }
    const { id } = await make('companies', { name: 'No person' })
    expect(codeOf(await ask('GET', `/api/companies/${id}/personal-data`))).toEqual([
      404,
      'PRIVACY_NOT_PERSONAL',
    ])
    expect(codeOf(await ask('POST', `/api/companies/${id}/erase`, body))).toEqual([
      404,
      'PRIVACY_NOT_PERSONAL',
    ])
    expect(codeOf(await ask('POST', `/api/nothing/${id}/erase`, body))).toEqual([
      404,
      'RECORD_COLLECTION_UNKNOWN',
    ])
  })

  it('leaves out what the role of its reader hides, and says so', async () => {
    const manager = await tokenOf('manager@acme.test')
    const hidden = { contacts: { email: 'hidden', phone: 'hidden' } }
    await app.sql(
      `update roles set permissions = jsonb_set(jsonb_set(permissions, '{fields}', $2),
        '{actions}', permissions->'actions' || '["privacy.export", "privacy.erase"]') where tenant_id = $1 and key = 'manager'`,
      [app.tenantId('acme'), JSON.stringify(hidden)],
    )
    invalidateTenantSessions(app.tenantId('acme'))
    const { id } = await make('contacts', {
      email: 'hidden.person@x.example',
      lastName: 'Seen',
      phone: '+49 30 99887766',
    })
    const answer = await ask('GET', `/api/contacts/${id}/personal-data`, undefined, manager)

    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(/hidden\.person|9988/)
    expect(answer.json).toMatchObject({
      identifiers: [],
      record: [{ name: 'Seen' }],
      withheld: [{ collection: 'contacts', fields: ['email', 'phone'] }],
    })
  })
})

describe('erasing', () => {
  it('asks for the name of the record and a reason, and refuses a reason that names the person', async () => {
    const { id } = await make('contacts', { firstName: 'Rosalinde', lastName: 'Ummerstett' })
    const erase = (body: unknown) => ask('POST', `/api/contacts/${id}/erase`, body)
    const name = 'Rosalinde Ummerstett'

    expect(codeOf(await erase({ reason: 'because' }))).toEqual([400, 'PRIVACY_CONFIRMATION_WRONG'])
    expect(codeOf(await erase({ name: 'rosalinde', reason: 'because' }))).toEqual([
      400,
      'PRIVACY_CONFIRMATION_WRONG',
    ])
    expect(codeOf(await erase({ name, reason: ' ' }))).toEqual([400, 'PRIVACY_REASON_REQUIRED'])
    expect(codeOf(await erase({ name, reason: 'x'.repeat(501) }))).toEqual([
      400,
      'PRIVACY_REASON_REQUIRED',
    ])
    expect(codeOf(await erase({ name, reason: 'Mrs ummerstett asked' }))).toEqual([
      400,
      'PRIVACY_REASON_NAMES',
    ])
    expect((await ask('GET', `/api/contacts/${id}`)).json).toMatchObject({ deletedAt: null, name })
    expect(await app.sql('select * from erasure_permits')).toEqual([])
  })

  it('waits for imports, exports and bulk changes that may carry the values', async () => {
    const { id } = await make('contacts', { lastName: 'Waiting' })
    const job = randomUUID()
    await app.sql(
      "insert into jobs (tenant_id, id, kind, run_after) values ($1, $2, 'exports:run', now() + interval '1 hour')",
      [app.tenantId('acme'), job],
    )
    const erase = { name: 'Waiting', reason: 'because' }
    expect(codeOf(await ask('POST', `/api/contacts/${id}/erase`, erase))).toEqual([
      409,
      'PRIVACY_BUSY',
    ])
    await app.sql('delete from jobs where id = $1', [job])
    expect((await ask('POST', `/api/contacts/${id}/erase`, erase)).status).toBe(200)
  })

  it('leaves to others what is theirs too', async () => {
    const phone = '+49 40 11223344'
    const gone = await make('contacts', {
      email: 'gone@x.example',
      firstName: 'Theodora',
      lastName: 'Quasthoff',
      phone,
      title: 'Director',
      website: 'https://shared-line.example/team',
    })
    const stays = await make('contacts', {
      email: 'stays@x.example',
      firstName: 'Theodora',
      lastName: 'Stays',
      phone,
      title: 'Director',
    })
    const company = await make('companies', {
      name: 'Shared line',
      phone,
      website: 'https://shared-line.example/team',
    })
    const note = await make('activities', {
      subject: `Theodora Quasthoff and Theodora Stays: ${phone}`,
      type: 'note',
    })
    const erased = await ask('POST', `/api/contacts/${gone.id}/erase`, {
      name: 'Theodora Quasthoff',
      reason: 'because',
    })

    expect(erased.status).toBe(200)
    expect((await ask('GET', `/api/contacts/${stays.id}`)).json).toMatchObject({
      name: 'Theodora Stays',
      phone,
      title: 'Director',
      version: 1,
    })
    expect((await ask('GET', `/api/companies/${company.id}`)).json).toMatchObject({
      phone,
      website: 'https://shared-line.example/team',
    })
    expect((await ask('GET', `/api/activities/${note.id}`)).json).toMatchObject({
      subject: `[…] and Theodora Stays: ${phone}`,
    })
    const left = await app.sql('select entity_id from identifiers where value = $1 order by 1', [
      '+494011223344',
    ])
    expect(left.map((row) => row['entity_id'])).toEqual([company.id, stays.id].toSorted())
    const history = (await ask('GET', `/api/contacts/${stays.id}/history`)).json as {
      docs: { isErased: boolean }[]
    }
    expect(history.docs.map(({ isErased }) => isErased)).toEqual([false])
  })
})

describe('retention', () => {
  it('takes rules that can be kept alone', async () => {
    const set = async (retention: unknown) =>
      codeOf(await ask('PATCH', '/api/settings', { retention }))

    expect(await set({ nothing: { act: 'trash', days: 1, of: 'createdAt' } })).toEqual([
      400,
      'RECORD_FIELD_INVALID',
    ])
    expect(await set({ deals: { act: 'erase', days: 1, of: 'createdAt' } })).toEqual([
      400,
      'RECORD_FIELD_INVALID',
    ])
    expect(await set({ deals: { act: 'trash', days: 1, of: 'name' } })).toEqual([
      400,
      'RECORD_FIELD_INVALID',
    ])
    expect(await set({ deals: { act: 'trash', days: 0, of: 'createdAt' } })).toEqual([
      400,
      'RECORD_FIELD_INVALID',
    ])
    expect(await set({ users: { act: 'trash', days: 1, of: 'createdAt' } })).toEqual([
      400,
      'RECORD_FIELD_INVALID',
    ])
  })

  it('says what would go, then trashes with change rows and erases, once', async () => {
    const rule = (act: string) => ({ act, days: 365, of: 'createdAt' })
    const old = await make('contacts', { lastName: 'Longago Ummendorf' })
    const task = await make('activities', { subject: 'Long ago', type: 'task' })
    for (const [table, { id }] of [
      ['contacts', old],
      ['activities', task],
    ] as const) {
      await app.sql(`update ${table} set created_at = now() - interval '2 years' where id = $1`, [
        id,
      ])
    }
    await ask('PATCH', '/api/settings', {
      retention: { activities: rule('trash'), contacts: rule('erase') },
    })
    const [acts] = await app.sql(
      "select count(*)::int as n from activities where tenant_id = $1 and deleted_at is null and created_at < now() - interval '365 days'",
      [app.tenantId('acme')],
    )
    const due = await ask('GET', '/api/privacy/retention')
    expect(due.json).toMatchObject({
      docs: [
        { act: 'trash', collection: 'activities', records: acts?.['n'] },
        { act: 'erase', collection: 'contacts', records: 1 },
      ],
    })
    expect((await ask('GET', `/api/contacts/${old.id}`)).json).toMatchObject({ deletedAt: null })
    const job = createRetentionJob({ dataDir: app.dataDir })
    await app.inTenant('acme', () => enqueueJob(job, {}))
    const runner = startJobRunner({
      jobs: [job],
      onError: (error) => expect.fail(String(error)),
      pollMs: 20,
    })
    await settled(app, 'acme')
    await runner.stop()

    expect((await ask('GET', `/api/contacts/${old.id}?trash=true`)).json).toMatchObject({
      name: 'Erased contact',
    })
    const ops = await app.sql('select op from domain_events where record_id = $1 order by id', [
      task.id,
    ])
    expect(ops.map(({ op }) => op)).toEqual(['create', 'trash'])
    const after = (await ask('GET', '/api/privacy/retention')).json as {
      docs: { records: number }[]
    }
    expect(after.docs.map(({ records }) => records)).toEqual([0, 0])
    expect(JSON.stringify((await ask('GET', '/api/privacy/erasures')).json)).toContain(
      '"retention"',
    )
  }, 60_000)
})
