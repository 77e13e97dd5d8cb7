import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'

import type { RecordDoc } from '../../src/collection/index.ts'
import { readRecords } from '../../src/collection/index.ts'
import { expectRefusal } from '../helpers/expectRefusal.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

let app: TestApp

type View = {
  expiresAt: string
  file: string
  id: string
  progress: { done: number; total: number }
  state: string
}

async function tokenOf(email: string): Promise<string> {
  const { token } = await app.signIn('acme', email, { fresh: true })

  return token
}

async function start(body: unknown, email = 'admin@acme.test'): Promise<AppAnswer> {
  return app.request('acme', 'POST', '/api/exports', { body, token: await tokenOf(email) })
}

async function finished(id: string, token: string): Promise<View> {
  for (let tries = 0; tries < 60; tries += 1) {
    const answer = await app.request('acme', 'GET', `/api/exports/${id}`, { token })
    const view = answer.json as View
    if (view.state !== 'queued' && view.state !== 'running') {
      return view
    }
    await sleep(100)
  }

  return expect.fail(
    JSON.stringify(
      app
        .logs()
        .filter((line) => 'err' in line)
        .at(-1),
    ),
  )
}

async function exported(
  body: Record<string, unknown>,
  email = 'admin@acme.test',
): Promise<{ answer: AppAnswer; view: View }> {
  const token = await tokenOf(email)
  const started = await app.request('acme', 'POST', '/api/exports', { body, token })
  expect(started).toMatchObject({ status: 202 })
  const view = await finished((started.json as { id: string }).id, token)
  const answer = await app.request('acme', 'GET', `/api/exports/${view.id}/file`, { token })

  return { answer, view }
}

function rowsOf(answer: AppAnswer): Record<string, string>[] {
  return parse(answer.text, { bom: true, columns: true })
}

async function docsOf(collection: string, where = {}): Promise<RecordDoc[]> {
  const live = { and: [where, { deletedAt: { exists: false } }] }
  const page = await app.inTenant('acme', () =>
    readRecords({ collection, limit: 0, sort: 'id', where: live }),
  )

  return page.docs
}

/** The parts of a workbook as text; the test's connection reads answers as text, so it asks the disk's reader. */
async function workbook(view: View): Promise<Map<string, string>> {
  const { readFileSync } = await import('node:fs')
  const folder = path.join(app.dataDir, 'exports', app.tenantId('acme'))
  const zip = await fromBufferPromise(readFileSync(path.join(folder, view.file)))
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      chunks.push(chunk as Buffer)
    }
    parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
  }

  return parts
}

beforeAll(async () => {
  app = await testApp()
}, 120_000)

afterAll(async () => {
  await app.close()
})

describe('an export', () => {
  it('writes every live record once, with titles of relations, amounts and dates', async () => {
    const docs = await docsOf('deals')
    const { answer, view } = await exported({ collection: 'deals', format: 'csv', ids: true })
    const rows = rowsOf(answer)

    expect(view).toMatchObject({
      progress: { done: docs.length, total: docs.length },
      state: 'done',
    })
    expect(rows.map((row) => row['id'])).toEqual(docs.map((doc) => doc.id))
    const [company] = await docsOf('companies', { id: { equals: docs[0]?.['company'] } })
    expect(rows[0]).toMatchObject({
      amount: (Number(docs[0]?.['amount']) / 100).toFixed(2),
      closeDate: docs[0]?.['closeDate'] ?? '',
      company: company?.['name'],
      'company.id': docs[0]?.['company'],
      currency: docs[0]?.['currency'],
    })
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="deals-\d{4}-\d\d-\d\d\.csv"$/,
    )
  })

  it('writes the fields asked for, in the order and of the records asked for', async () => {
    const { answer } = await exported({
      bom: true,
      collection: 'deals',
      fields: ['title', 'amount'],
      format: 'csv',
      sort: '-amount,title',
      where: { stageKind: { equals: 'open' } },
    })
    const rows = rowsOf(answer)
    const amounts = rows.map((row) => Number(row['amount']))

    expect(answer.text.startsWith('\uFEFF')).toBe(true)
    expect(Object.keys(rows[0] ?? {})).toEqual(['title', 'amount', 'currency'])
    expect(rows).toHaveLength((await docsOf('deals', { stageKind: { equals: 'open' } })).length)
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
  })

  it('leaves the trash out unless it is asked for', async () => {
    const [doc] = await docsOf('companies')
    const token = await tokenOf('admin@acme.test')
    await app.request('acme', 'DELETE', `/api/companies/${String(doc?.id)}`, { token })
    const without = await exported({ collection: 'companies', fields: ['id'], format: 'csv' })
    const within = await exported({
      collection: 'companies',
      fields: ['id'],
      format: 'csv',
      trash: true,
    })

    expect(without.answer.text).not.toContain(doc?.id)
    expect(within.answer.text).toContain(doc?.id)
  })

  it('runs no formula', async () => {
    const token = await tokenOf('admin@acme.test')
    await app.request('acme', 'POST', '/api/companies', {
      body: { name: "=cmd|' /C calc'!A0" },
      token,
    })
    const { answer } = await exported({
      collection: 'companies',
      fields: ['name'],
      format: 'csv',
      where: { name: { contains: 'calc' } },
    })

    expect(answer.text).toBe("name\r\n'=cmd|' /C calc'!A0\r\n")
  })

  it('writes one JSON record a line', async () => {
    const docs = await docsOf('contacts')
    const { answer } = await exported({ collection: 'contacts', format: 'json' })
    const lines = answer.text.trimEnd().split('\n')

    expect(lines.map((line) => JSON.parse(line) as RecordDoc)).toEqual(docs)
  })

  it('writes a workbook of typed cells', async () => {
    const docs = await docsOf('deals')
    const { view } = await exported({
      collection: 'deals',
      fields: ['title', 'amount', 'closeDate'],
      format: 'xlsx',
    })
    const parts = await workbook(view)
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''

    expect(sheet.match(/<row>/g)).toHaveLength(docs.length + 1)
    expect(sheet).toContain(`<c><v>${(Number(docs[0]?.['amount']) / 100).toFixed(2)}</v></c>`)
    expect(sheet).not.toContain('<f>')
    expect(parts.get('xl/workbook.xml')).toContain('<sheet name="deals"')
  })
})

describe('an export is bound by the rights of the person', () => {
  beforeAll(async () => {
    await app.sql(`update roles set permissions = $2 where tenant_id = $1 and key = 'rep'`, [
      app.tenantId('acme'),
      JSON.stringify({
        actions: [],
        collections: { '*': { export: 'own', read: 'all' }, products: { read: 'all' } },
        fields: { contacts: { email: 'hidden', phone: 'hidden' } },
      }),
    ])
  })

  it('holds only the rows that they may export, though they may read all', async () => {
    const { userId } = await app.signIn('acme', 'rep@acme.test', { fresh: true })
    const own = await docsOf('deals', { owner: { equals: userId } })
    const { answer } = await exported({ collection: 'deals', format: 'csv' }, 'rep@acme.test')

    expect(rowsOf(answer).map((row) => row['id'])).toEqual(own.map((doc) => doc.id))
    expect(own.length).toBeGreaterThan(0)
    expect(own.length).toBeLessThan((await docsOf('deals')).length)
  })

  it.each(['csv', 'json'])('holds no hidden field as %s', async (format) => {
    const { answer } = await exported({ collection: 'contacts', format }, 'rep@acme.test')

    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(/"(?:email|phone)"|,email,|,phone,|@/)
  })

  it.each([
    [{ fields: ['email'] }],
    [{ sort: 'email' }],
    [{ where: { email: { like: 'a' } } }],
    [{ fields: ['nothing'] }],
  ])('is refused where it asks for a hidden field as for an unknown one: %j', async (asked) => {
    const answer = await start({ collection: 'contacts', format: 'csv', ...asked }, 'rep@acme.test')

    expect(answer.status).toBe(400)
    expectRefusal(answer)
  })

  it.each([
    ['products', 'rep@acme.test', 403],
    ['companies', 'viewer@acme.test', 403],
    ['nothing', 'admin@acme.test', 404],
  ])('of %s is refused to %s', async (collection, email, status) => {
    const answer = await start({ collection, format: 'csv' }, email)

    expect(answer.status).toBe(status)
    expectRefusal(answer)
  })

  it('is its own: others find neither it nor its file', async () => {
    const { view } = await exported({ collection: 'deals', format: 'csv' })
    for (const email of ['rep@acme.test', 'viewer@acme.test']) {
      const token = await tokenOf(email)
      for (const [method, rest] of [
        ['GET', ''],
        ['GET', '/file'],
        ['POST', '/cancel'],
      ] as const) {
        const answer = await app.request('acme', method, `/api/exports/${view.id}${rest}`, {
          token,
        })

        expect(answer.status).toBe(404)
        expectRefusal(answer)
      }
    }
    const { token } = await app.signIn('northwind', 'admin@northwind.test')
    const foreign = await app.request('northwind', 'GET', `/api/exports/${view.id}/file`, { token })
    expect(foreign.status).toBe(404)
  })

  it('is out of reach once the right to export is taken away', async () => {
    const { view } = await exported({ collection: 'deals', format: 'csv' }, 'rep@acme.test')
    await app.sql(
      `update roles set permissions = permissions #- '{collections,*,export}'
        where tenant_id = $1 and key = 'rep'`,
      [app.tenantId('acme')],
    )
    const token = await tokenOf('rep@acme.test')
    const answer = await app.request('acme', 'GET', `/api/exports/${view.id}/file`, { token })

    expect(answer.status).toBe(403)
    expectRefusal(answer)
  })

  it('lists to everybody what is theirs', async () => {
    const token = await tokenOf('rep@acme.test')
    const { userId } = await app.signIn('acme', 'rep@acme.test')
    const answer = await app.request('acme', 'GET', '/api/exports', { token })
    const { docs } = answer.json as { docs: { createdBy: string }[] }

    expect(docs.length).toBeGreaterThan(0)
    expect(new Set(docs.map(({ createdBy }) => createdBy))).toEqual(new Set([userId]))
  })

  it('needs somebody who is signed in', async () => {
    const answer = await app.request('acme', 'GET', '/api/exports')

    expect(answer.status).toBe(401)
  })
})

describe('the file of an export', () => {
  it('is gone after its time', async () => {
    const { view } = await exported({ collection: 'stages', format: 'csv' })
    const expired = new Date(Date.now() - 1000).toISOString()
    await app.sql(
      `update jobs set result = result || jsonb_build_object('expiresAt', $2::text) where id = $1`,
      [view.id, expired],
    )
    await app.sql(
      `update jobs set run_after = now() where kind = 'exports:expire' and input ->> 'id' = $1`,
      [view.id],
    )
    const token = await tokenOf('admin@acme.test')
    const answer = await app.request('acme', 'GET', `/api/exports/${view.id}/file`, { token })
    const folder = path.join(app.dataDir, 'exports', app.tenantId('acme'))

    expect(answer.status).toBe(410)
    await expect
      .poll(() => readdirSync(folder).filter((name) => name.startsWith(view.id)), {
        timeout: 10_000,
      })
      .toEqual([])
  })

  it('leaves nothing beside it', () => {
    const folder = path.join(app.dataDir, 'exports', app.tenantId('acme'))

    expect(readdirSync(folder).filter((name) => !/\.(?:csv|jsonl|xlsx)$/.test(name))).toEqual([])
  })
})

describe('the export of the whole tenant', () => {
  it('is refused to whom `tenant.export` was not given', async () => {
    const token = await tokenOf('manager@acme.test')
    const answer = await app.request('acme', 'POST', '/api/exports/tenant', { token })

    expect(answer.status).toBe(403)
    expectRefusal(answer)
  })

  it('gives an archive', async () => {
    const token = await tokenOf('admin@acme.test')
    const started = await app.request('acme', 'POST', '/api/exports/tenant', { token })
    const view = await finished((started.json as { id: string }).id, token)
    const parts = await workbook(view)

    expect(view.state).toBe('done')
    expect(JSON.parse(parts.get('manifest.json') ?? '')).toMatchObject({ format: 'tenon-tenant' })
    expect(parts.get('tables/deals.jsonl')?.trimEnd().split('\n')).toHaveLength(
      Number(
        (
          await app.sql('select count(*)::int as n from deals where tenant_id = $1', [
            app.tenantId('acme'),
          ])
        )[0]?.['n'],
      ),
    )
  })
})
