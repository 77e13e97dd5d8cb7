import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { database } from '../../src/kernel/db/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { eraseRecord, parseLog, readErasures, useErasureSecret } from '../../src/privacy/index.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'
import type { Doc } from './erasureSetup.ts'
import {
  docOf,
  findValues,
  othersOf,
  PERSON,
  settled,
  tenantPrint,
  VALUES,
} from './erasureSetup.ts'

let app: TestApp
let token: string
let contact: Doc
let deal: string
let activity: Doc
let unlinked: Doc
let importBatch: string
let others: string
let neighbour: string
let before: string[]

// A process of its own asks for one of this length.
const SECRET = 'the secret of tests, but a longer one'

const FULL_NAME = `${VALUES.firstName} ${VALUES.lastName}`

function ask(method: string, target: string, body?: unknown, headers = {}): Promise<AppAnswer> {
  const request: AppRequest = { headers, token, ...(body === undefined ? {} : { body }) }

  return app.request('acme', method, target, request)
}

async function make(slug: string, body: unknown): Promise<Doc> {
  return docOf(await ask('POST', `/api/${slug}`, body))
}

/** Touches everything that keeps something of a person. */
async function touchEverything(): Promise<void> {
  const key = { 'idempotency-key': 'erasure-1' }
  contact = docOf(await ask('POST', '/api/contacts', PERSON, key))
  const { id } = contact
  const target = { relationTo: 'contacts', value: id }
  const change = { email: VALUES.email, lastName: VALUES.lastName }
  docOf(await ask('PATCH', `/api/contacts/${id}`, change, { 'idempotency-key': 'erasure-2' }))
  const [row] = await app.sql(
    'select id from deals where tenant_id = $1 and deleted_at is null order by id limit 1',
    [app.tenantId('acme')],
  )
  deal = String(row?.['id'])
  await make('deal-contacts', { contact: id, deal })
  docOf(await ask('PATCH', `/api/deals/${deal}`, { description: `For ${VALUES.lastName}` }))
  activity = await make('activities', {
    body: `${VALUES.firstName} asked for it; see ${VALUES.email}.`,
    subject: `Call ${VALUES.lastName}`,
    type: 'call',
  })
  await make('activity-targets', { activity: activity.id, target })
  unlinked = await make('activities', { subject: `Ask ${FULL_NAME} again`, type: 'note' })
  await make('consents', { channel: 'email', contact: id, decision: 'given', note: VALUES.note })
  const upload = new URLSearchParams({
    collection: 'contacts',
    name: `${VALUES.lastName}.txt`,
    record: id,
  })
  docOf(
    await ask('POST', `/api/attachments/upload?${upload.toString()}`, `CV of ${FULL_NAME}`, {
      'content-type': 'application/octet-stream',
    }),
  )
  await importThem()
  for (const format of ['csv', 'xlsx']) {
    const answer = await ask('POST', '/api/exports', { collection: 'contacts', format })
    expect(answer.status).toBe(202)
    await settled(app, 'acme')
  }
  await ask('POST', '/api/contacts/bulk', {
    data: { title: VALUES.title },
    op: 'update',
    where: { email: { equals: VALUES.email } },
  })
  await leaveJob()
  await settled(app, 'acme')
  await mailThem()
}

async function importThem(): Promise<void> {
  const person = [VALUES.firstName, VALUES.lastName, VALUES.email, VALUES.phone, VALUES.street]
  const csv = [
    'first name,last name,email,phone,street,company',
    [...person, 'No such company'].join(','),
    'Karl,Anders,karl.anders@other.example,,,',
  ].join('\n')
  const answer = await ask('POST', '/api/imports?collection=contacts&file=people.csv', csv)
  const { id } = answer.json as { id: string }
  for (const act of ['dry-run', 'start']) {
    expect((await ask('POST', `/api/imports/${id}/${act}`)).status).toBe(202)
    await settled(app, 'acme')
  }
  const view = await ask('GET', `/api/imports/${id}`)
  expect(view.json).toMatchObject({ run: { result: { failed: 1 } } })
  const named = await ask(
    'POST',
    '/api/imports?collection=contacts&file=people.csv',
    `email,title\n${VALUES.email},${VALUES.title}\n`,
  )
  const plan = { map: { key: 'email' } }
  const other = named.json as { id: string }
  await ask('POST', `/api/imports/${other.id}/plan`, plan)
  await ask('POST', `/api/imports/${other.id}/dry-run`)
  await settled(app, 'acme')
  await ask(
    'POST',
    `/api/imports?collection=contacts&file=${encodeURIComponent(FULL_NAME)}.csv`,
    csv,
  )
  const [batch] = await app.sql(
    "select id from batches where tenant_id = $1 and kind = 'import' order by id desc limit 1",
    [app.tenantId('acme')],
  )
  importBatch = String(batch?.['id'])
}

/** A job of long ago, as one whose rows were never worked off leaves it. */
async function leaveJob(): Promise<void> {
  const id = newId()
  const where = { lastName: { equals: VALUES.lastName } }
  await app.sql(
    `with job as (insert into jobs (tenant_id, id, kind, state, input, result)
        values ($1, $2, 'collection:bulk', 'cancelled', $3, $3))
      insert into job_rows (tenant_id, job_id, position, input, result) values ($1, $2, 0, $3, $3)`,
    [app.tenantId('acme'), id, JSON.stringify({ where })],
  )
}

async function mailThem(): Promise<void> {
  const id = newId()
  await app.sql(
    `insert into mails (tenant_id, id, to_address, subject, body_text, status)
      values ($1, $2, $3, 'Hello', $4, 'sent'), ($1, $5, 'boss@acme.test', $6, null, 'sent')`,
    [app.tenantId('acme'), id, VALUES.email, `Dear ${FULL_NAME}`, newId(), `About ${FULL_NAME}`],
  )
  mkdirSync(path.join(app.dataDir, 'mail'), { recursive: true })
  writeFileSync(path.join(app.dataDir, 'mail', `${id}.eml`), `To: ${VALUES.email}`)
}

beforeAll(async () => {
  app = await testApp()
  useErasureSecret(SECRET)
  ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  await app.signIn('northwind', 'admin@northwind.test')
  await touchEverything()
  others = await othersOf(app, 'acme', contact.id)
  neighbour = await tenantPrint(app, 'northwind')
  before = await findValues(app)
}, 180_000)

afterAll(async () => {
  await app.close()
})

describe('erasing a contact', () => {
  it('has something to erase in every place that keeps something of a person', () => {
    const places = new Set(before.map((place) => place.split(':')[0]?.split(path.sep)[0]))

    expect([...places]).toEqual(
      expect.arrayContaining([
        'activities.body',
        'activities.subject',
        'attachments.file_name',
        'consents.note',
        'contacts.name',
        'deals.description',
        'domain_events.after',
        'domain_events.before',
        'exports',
        'files',
        'idempotency_keys.body',
        'identifiers.value',
        'import_rows.title',
        'imports.file_name',
        'imports.profile',
        'job_rows.input',
        'jobs.input',
        'mail',
        'mails.body_text',
        'mails.subject',
        'mails.to_address',
        'uploads',
      ]),
    )
  })

  it('gives out everything held on them first', async () => {
    const answer = await ask('GET', `/api/contacts/${contact.id}/personal-data`)
    const data = answer.json as Record<string, unknown[]>

    expect(answer.status).toBe(200)
    expect(Object.keys(data).toSorted()).toEqual([
      'belonging.activity-targets',
      'belonging.attachments',
      'belonging.consents',
      'belonging.deal-contacts',
      'externalIds',
      'history',
      'identifiers',
      'mails',
      'record',
      'related.activities',
      'related.deals',
      'withheld',
    ])
    expect(data).toMatchObject({
      mails: [{ to: VALUES.email }],
      record: [{ email: VALUES.email }],
      'related.activities': [{ id: activity.id }],
      withheld: [],
    })
    expect(answer.text).toContain(VALUES.formerLastName)
  })

  it('rewrites history by no other way: a request has no permit of its own', async () => {
    const nothing = `'{}', '{}', '{}', '', '{}', '', '{}', ''`
    const call = (permit: string) =>
      app.inTenant('acme', () =>
        database().transaction((transaction) =>
          transaction.query(`select tenancy.erase_values('${permit}', ${nothing})`),
        ),
      )
    await expect(call(newId())).rejects.toMatchObject({ code: 'TN403' })
    const foreign = newId()
    await app.sql('insert into erasure_permits (id, tenant_id) values ($1, $2)', [
      foreign,
      app.tenantId('northwind'),
    ])
    await expect(call(foreign)).rejects.toMatchObject({ code: 'TN403' })
    await app.sql('delete from erasure_permits')
    await expect(
      app.inTenant('acme', () =>
        database().transaction((transaction) =>
          transaction.query('insert into erasure_permits (id, tenant_id) values ($1, $2)', [
            newId(),
            app.tenantId('acme'),
          ]),
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('leaves none of their values in any column of any table, nor in any file', async () => {
    const answer = await ask('POST', `/api/contacts/${contact.id}/erase`, {
      name: FULL_NAME,
      reason: 'asked for it',
    })
    expect(answer).toMatchObject({
      json: { erased: { deleted: { attachments: 1 }, redacted: { activities: 2, deals: 1 } } },
      status: 200,
    })
    await settled(app, 'acme')

    expect(await findValues(app)).toEqual([])
    expect(await app.sql('select * from erasure_permits')).toEqual([])
  }, 60_000)

  it('touches no other contact and no other tenant', async () => {
    expect(await othersOf(app, 'acme', contact.id)).toBe(others)
    expect(await tenantPrint(app, 'northwind')).toBe(neighbour)
  })

  it('leaves the record in the trash under a general name, and what refers to it', async () => {
    const found = await ask('GET', `/api/contacts/${contact.id}?trash=true`)

    expect(found.json).toMatchObject({ email: null, name: 'Erased contact' })
    expect((found.json as Doc)['deletedAt']).not.toBeNull()
    const consents = await ask('GET', `/api/consents?where[contact][equals]=${contact.id}`)
    expect(consents.json).toMatchObject({ docs: [{ decision: 'given', note: null }] })
    const links = await ask('GET', `/api/deal-contacts?where[contact][equals]=${contact.id}`)
    expect(links.json).toMatchObject({ docs: [{ deal }] })
    expect((await ask('GET', `/api/activities/${activity.id}`)).json).toMatchObject({
      body: '[…] asked for it; see […].',
      subject: 'Call […]',
    })
    expect((await ask('GET', `/api/activities/${unlinked.id}`)).json).toMatchObject({
      subject: 'Ask […] again',
    })
  })

  it('shows its history as erased, and restores nothing from it', async () => {
    const path_ = `/api/contacts/${contact.id}/history`
    const page = (await ask('GET', `${path_}?trash=true&limit=200`)).json as {
      docs: { changes: unknown[]; id: string; isErased: boolean; op: string }[]
    }

    expect(page.docs.length).toBeGreaterThan(2)
    expect(page.docs.every(({ changes, isErased }) => isErased && changes.length === 0)).toBe(true)
    const update = page.docs.find(({ op }) => op === 'update')
    const restored = await ask('POST', `${path_}/${update?.id ?? ''}/restore`, {
      fields: ['email'],
    })
    expect(restored.json).toMatchObject({ errors: [{ code: 'RECORD_NOTHING_TO_RESTORE' }] })
  })

  it('is not taken back by undoing what had changed them', async () => {
    const batches = await app.sql(
      "select id from batches where tenant_id = $1 and kind in ('bulk', 'import')",
      [app.tenantId('acme')],
    )
    expect(batches.map(({ id }) => id)).toContain(importBatch)
    for (const { id } of batches) {
      await ask('POST', `/api/batches/${String(id)}/undo`, {})
      await settled(app, 'acme')
    }

    expect(await findValues(app)).toEqual([])
  }, 60_000)

  it('answers no key of theirs from memory', async () => {
    const rows = await app.sql("select key from idempotency_keys where key like 'erasure-%'")

    expect(rows).toEqual([])
  })

  it('notes who, when, which and why, with marks in place of values', async () => {
    const { json } = await ask('GET', '/api/privacy/erasures')
    const { docs } = json as { docs: Record<string, unknown>[] }

    expect(docs).toHaveLength(1)
    expect(docs[0]).toMatchObject({
      actorType: 'user',
      collection: 'contacts',
      reason: 'asked for it',
      recordId: contact.id,
    })
    expect((docs[0]?.['marks'] as string[]).length).toBe(4)
  })
})

/** Runs `tenon privacy …` as a process of its own on the database of this test. */
async function command(...args: string[]): Promise<string> {
  const { app: appUrl, system } = app.fresh.urls
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.resolve(import.meta.dirname, '../../src/main/cli.ts'), 'privacy', ...args],
    {
      env: {
        ...process.env,
        TENON_DATABASE_URL_APP: appUrl,
        TENON_DATABASE_URL_SYSTEM: system,
        TENON_DATA_DIR: app.dataDir,
        TENON_SECRET: SECRET,
      },
    },
  )

  return stdout
}

describe('a restored backup', () => {
  it('is erased again by the log kept outside of the database', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tenon-log-'))
    const file = path.join(folder, 'erasures.jsonl')
    const tenantId = app.tenantId('acme')
    const entries = await app.inTenant('acme', readErasures)

    expect(await command('log', '--out', file)).toContain(`${entries.length} erasures`)
    expect(parseLog(readFileSync(file, 'utf8'))).toEqual(
      entries.map((entry) => ({ ...entry, tenantId })),
    )
    // As the record stood before it was erased, with the log of the database gone too.
    await app.sql(
      `update contacts set last_name = $3, name = $4, email = $5, deleted_at = null
        where tenant_id = $1 and id = $2`,
      [tenantId, contact.id, VALUES.lastName, FULL_NAME, VALUES.email],
    )
    await app.sql('delete from erasures where tenant_id = $1', [tenantId])
    const back = await make('contacts', { email: VALUES.formerEmail, lastName: 'Somebody' })
    const said = await command('replay', '--tenant', 'acme', '--log', file)
    rmSync(folder, { recursive: true })

    expect(said).toContain('acme: erased again 1 records.')
    expect(said).toContain(`is back as contacts ${back.id}`)
    expect(await app.inTenant('acme', readErasures)).toEqual(entries)
    const { id } = back
    await app.inTenant('acme', () =>
      eraseRecord({ collection: 'contacts', dataDir: app.dataDir, id, reason: 'came back' }),
    )
    await settled(app, 'acme')
    expect(await findValues(app)).toEqual([])
  }, 60_000)

  it('takes nothing else for a log', () => {
    expect(() => parseLog('{}')).toThrow('Line 1')
    expect(() => parseLog('\nnothing')).toThrow('Line 2')
  })
})
