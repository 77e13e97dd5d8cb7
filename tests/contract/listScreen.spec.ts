import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readRecords, summariseRecords } from '../../src/collection/index.ts'
import { invalidateTenantSessions } from '../../src/identity/index.ts'
import type { Refusal } from '../helpers/expectRefusal.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Rows = {
  docs: (Record<string, unknown> & { id: string })[]
  groups: { count: number; key: unknown; sum: number | null }[] | null
  nextCursor: null | string
  prevCursor: null | string
  titles: Record<string, Record<string, string>>
  totalDocs: number
  totalIsCapped: boolean
  where: Record<string, unknown>
}

type Page = {
  collection: { fields: { path: string }[]; may: Record<string, string> }
  fault: null | { code: string }
  rights: Record<string, boolean>
  rows: Rows
  state: Record<string, unknown> & { columns: string[] }
}

let app: TestApp

beforeAll(async () => {
  app = await testApp({ logLevel: 'error' })
})
afterAll(async () => {
  await app.close()
})

async function ask(screen: string, input: object, as: { email?: string; tenant?: string } = {}) {
  const { email = 'admin@acme.test', tenant = 'acme' } = as
  const { token } = await app.signIn(tenant, email)
  const query = new URLSearchParams({ input: JSON.stringify(input) }).toString()

  return app.request(tenant, 'GET', `/api/screens/${screen}?${query}`, { token })
}

async function list(input: object, as: { email?: string; tenant?: string } = {}): Promise<Page> {
  const answer = await ask('list', input, as)
  expect(answer).toMatchObject({ status: 200 })

  return answer.json as Page
}

async function rows(input: object): Promise<Rows> {
  const answer = await ask('list-rows', input)
  expect(answer).toMatchObject({ status: 200 })

  return answer.json as Rows
}

const codeOf = (answer: { json: unknown; status: number }) => [
  answer.status,
  (answer.json as Refusal).errors[0]?.code,
]

describe('a list', () => {
  it('opens with the columns of its definition, its first rows and what they point to', async () => {
    const page = await list({ collection: 'deals' })

    expect(page.state).toMatchObject({ group: null, limit: 25, search: '', view: null })
    expect(page.state.columns).toContain('company')
    expect(page.rows.docs).toHaveLength(25)
    const [deal] = page.rows.docs
    expect(Object.keys(deal ?? {})).not.toContain('description')
    expect(page.rows.titles['companies']?.[String(deal?.['company'])]).toEqual(expect.any(String))
  })

  it('is read on by cursors, forwards and back, over an order of several fields', async () => {
    const asked = {
      collection: 'deals',
      columns: ['title'],
      limit: 10,
      sort: 'stage,-amount,title',
    }
    const first = await rows(asked)
    const second = await rows({ ...asked, after: first.nextCursor })
    const back = await rows({ ...asked, before: second.prevCursor })
    const both = await rows({ ...asked, limit: 20 })

    expect([...first.docs, ...second.docs].map(({ id }) => id)).toEqual(
      both.docs.map(({ id }) => id),
    )
    expect(back.docs.map(({ id }) => id)).toEqual(first.docs.map(({ id }) => id))
    expect(first.prevCursor).toBeNull()
  })

  it('takes relative days and the reader in its condition, and gives it back as the API takes it', async () => {
    const { userId } = await app.signIn('acme', 'rep@acme.test')
    const where = { and: [{ owner: { in: ['@me'] } }, { createdAt: { within: 'this-year' } }] }
    const answer = await list({ collection: 'deals', where }, { email: 'rep@acme.test' })
    const query = new URLSearchParams({ limit: '1', where: JSON.stringify(answer.rows.where) })

    expect(answer.rows.docs.every((doc) => doc['owner'] === userId)).toBe(true)
    expect(JSON.stringify(answer.rows.where)).toContain(userId)
    expect(JSON.stringify(answer.rows.where)).toMatch(/"greater_than_equal":"\d{4}-/)
    expect(query.get('where')).not.toContain('within')
    expect(answer.rows.titles['users']).toBeDefined()
  })

  it('searches in the fields of its definition', async () => {
    const all = await rows({ collection: 'companies', columns: ['name'] })
    const name = String(all.docs[0]?.['name'])
    const found = await rows({ collection: 'companies', columns: ['name'], search: name })

    expect(found.docs.map((doc) => doc['name'])).toContain(name)
    expect(found.totalDocs).toBeLessThan(all.totalDocs)
  })

  it('falls into groups that open into their rows, none left out', async () => {
    const group = { by: 'stage', sums: ['amountBase'] }
    const asked = { collection: 'deals', columns: ['title', 'stage'] }
    const { groups } = await rows({ ...asked, group })
    const opened = await Promise.all(
      (groups ?? []).map(({ key }) => rows({ ...asked, limit: 200, within: { by: 'stage', key } })),
    )

    expect(opened.map(({ totalDocs }) => totalDocs)).toEqual(
      (groups ?? []).map(({ count }) => count),
    )
    expect(groups?.every(({ sum }) => typeof sum === 'number')).toBe(true)
    const months = await rows({ ...asked, group: { by: 'closeDate', period: 'month' } })
    const month = months.groups?.find(({ key }) => key !== null)
    const within = { by: 'closeDate', key: month?.key, period: 'month' }
    expect((await rows({ ...asked, within })).totalDocs).toBe(month?.count)
    const empty = months.groups?.find(({ key }) => key === null)
    expect((await rows({ ...asked, within: { by: 'closeDate', key: null } })).totalDocs).toBe(
      empty?.count ?? 0,
    )
  })

  it('counts very many no further than the cap', async () => {
    await app.sql(
      `insert into companies (tenant_id, id, name, created_at, updated_at, version)
        select $1, gen_random_uuid(), 'Bulk ' || n, now(), now(), 1 from generate_series(1, 10050) n`,
      [app.tenantId('northwind')],
    )
    const page = await list(
      { collection: 'companies' },
      { email: 'admin@northwind.test', tenant: 'northwind' },
    )

    expect(page.rows).toMatchObject({ totalDocs: 10_000, totalIsCapped: true })
  })

  it('says on the list what is wrong with its condition or its place', async () => {
    const faults = await Promise.all(
      [
        { where: { nobody: { equals: 1 } } },
        { where: { createdAt: { within: 'some-day' } } },
        { after: 'nowhere' },
      ].map(async (input) => (await list({ collection: 'deals', ...input })).fault?.code),
    )

    expect(faults).toEqual([
      'RECORD_QUERY_INVALID',
      'RECORD_QUERY_INVALID',
      'RECORD_CURSOR_INVALID',
    ])
  })

  it('has its trash apart', async () => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    const [first] = (await rows({ collection: 'products', columns: ['name'] })).docs
    await app.request('acme', 'DELETE', `/api/products/${first?.id ?? ''}`, { token })

    const live = await rows({ collection: 'products', columns: ['name'], limit: 200 })
    const trash = await rows({ collection: 'products', columns: ['name'], trash: true })
    expect(live.docs.map(({ id }) => id)).not.toContain(first?.id)
    expect(trash.docs.map(({ id }) => id)).toEqual([first?.id])
  })

  it('remembers columns and widths of the person, and of nobody else', async () => {
    const { token } = await app.signIn('acme', 'rep@acme.test')
    const value = { columns: ['name', 'nobody'], widths: { name: 333 } }
    await app.request('acme', 'POST', '/api/payload-preferences/tenon-list-contacts', {
      body: { value },
      token,
    })

    const mine = await list({ collection: 'contacts' }, { email: 'rep@acme.test' })
    expect(mine).toMatchObject({ state: { columns: ['name'] }, widths: { name: 333 } })
    expect((await list({ collection: 'contacts' })).state.columns.length).toBeGreaterThan(1)
  })
})

describe('the rights of a list', () => {
  it('are those of its reader', async () => {
    const of = async (email: string) => {
      const { collection, rights } = await list({ collection: 'deals' }, { email })

      return { ...rights, update: collection.may['update'] }
    }

    expect(await of('manager@acme.test')).toEqual({
      ...{ bulk: true, export: true, shareViews: true, tag: true, update: 'all' },
    })
    expect(await of('rep@acme.test')).toEqual({
      ...{ bulk: false, export: false, shareViews: false, tag: false, update: 'own' },
    })
    expect(await of('viewer@acme.test')).toMatchObject({ bulk: false, update: 'none' })
  })

  it('leave no way to a hidden field: no column, order, condition, search or group', async () => {
    const [role] = await app.sql(
      "select id, permissions from roles where tenant_id = $1 and key = 'viewer'",
      [app.tenantId('acme')],
    )
    const before = role?.['permissions'] as { fields: object }
    await app.sql('update roles set permissions = $2 where id = $1', [
      role?.['id'],
      JSON.stringify({ ...before, fields: { contacts: { email: 'hidden' } } }),
    ])
    invalidateTenantSessions(app.tenantId('acme'))
    const as = { email: 'viewer@acme.test' }
    const page = await list(
      { collection: 'contacts', columns: ['name', 'email'], sort: '-email' },
      as,
    )

    expect(page.state).toMatchObject({ columns: ['name'] })
    expect(page.state['sort']).not.toContain('email')
    expect(page.collection.fields.map(({ path }) => path)).not.toContain('email')
    expect(JSON.stringify(page.rows.docs)).not.toContain('@')
    for (const input of [
      { sort: 'email' },
      { where: { email: { contains: 'a' } } },
      { group: { by: 'email' } },
      { within: { by: 'email', key: 'a' } },
    ]) {
      const asked = { collection: 'contacts', columns: ['name', 'email'], ...input }
      expect([input, codeOf(await ask('list-rows', asked, as))]).toEqual([
        input,
        [400, 'RECORD_QUERY_INVALID'],
      ])
    }
    const known = (await rows({ collection: 'contacts', columns: ['email'] })).docs[0]?.['email']
    const found = await ask(
      'list-rows',
      { collection: 'contacts', columns: ['email'], search: known },
      as,
    )
    expect((found.json as Rows).totalDocs).toBe(0)
    expect(JSON.stringify((found.json as Rows).docs)).not.toContain('@')
    await app.sql('update roles set permissions = $2 where id = $1', [
      role?.['id'],
      JSON.stringify(before),
    ])
    invalidateTenantSessions(app.tenantId('acme'))
  })

  it('are nothing for somebody who has not signed in, and in another tenant', async () => {
    for (const screen of ['list', 'list-rows']) {
      const query = new URLSearchParams({ input: '{"collection":"deals","columns":["title"]}' })
      const answer = await app.request('acme', 'GET', `/api/screens/${screen}?${query.toString()}`)
      expect([screen, answer.status]).toEqual([screen, 401])
    }
    const [deal] = (await rows({ collection: 'deals', columns: ['title'] })).docs
    const there = { email: 'admin@northwind.test', tenant: 'northwind' }
    const foreign = await list({ collection: 'deals', where: { id: { equals: deal?.id } } }, there)
    expect(foreign.rows.docs).toEqual([])
    expect(codeOf(await ask('list', { collection: 'nothing' }))).toEqual([
      404,
      'RECORD_COLLECTION_UNKNOWN',
    ])
  })

  it('are no more waited for than so long: a reading that takes longer is stopped and says what to do', async () => {
    const lock = new pg.Client({ connectionString: app.fresh.superUrl })
    await lock.connect()
    await lock.query('begin; lock table deals in access exclusive mode')
    try {
      const reading = { collection: 'deals', within: 100 }
      const refused = { code: 'RECORD_QUERY_SLOW', status: 422 }
      await expect(app.inTenant('acme', () => readRecords(reading))).rejects.toMatchObject(refused)
      await expect(
        app.inTenant('acme', () => summariseRecords({ ...reading, by: ['stage'] })),
      ).rejects.toMatchObject(refused)
    } finally {
      await lock.end()
    }
    expect((await list({ collection: 'deals' })).rows.docs.length).toBeGreaterThan(0)
  })
})
