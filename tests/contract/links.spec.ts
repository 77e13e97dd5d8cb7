import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { explainAccess } from '../../src/collection/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Listed = { ids: string[]; status: number; total: number | undefined }

describe('what is tied to records', () => {
  let app: TestApp
  let admin = ''
  let adminId = ''
  const company: Record<string, string> = {}
  const contact: Record<string, string> = {}
  const tag: Record<string, string> = {}
  const ties: Record<string, string> = {}

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error', tenants: ['tied', 'other'] })
    ;({ token: admin, userId: adminId } = await app.signIn('tied', 'admin@tied.test'))
    for (const name of ['mine', 'theirs', 'both', 'none']) {
      company[name] = await make('companies', { name })
      contact[name] = await make('contacts', { lastName: name })
    }
    for (const name of ['red', 'blue']) {
      tag[name] = await make('tags', { name })
    }
    for (const [of, by] of [
      ['mine', 'red'],
      ['theirs', 'blue'],
      ['both', 'red'],
      ['both', 'blue'],
    ] as const) {
      ties[`${of} ${by}`] = await tie('companies', company[of], tag[by])
      await tie('contacts', contact[of], tag[by])
    }
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (token: string, method: string, path: string, body?: unknown): Promise<AppAnswer> =>
    app.request('tied', method, path, { body, token })
  const make = async (slug: string, body: object): Promise<string> => {
    const answer = await ask(admin, 'POST', `/api/${slug}`, body)
    expect(`${answer.status} ${answer.text}`).toMatch(/^201/)

    return (answer.json as { doc: { id: string } }).doc.id
  }
  const tie = (relationTo: string, value = '', of = '') =>
    make('record-tags', { tag: of, target: { relationTo, value } })
  const list = async (slug: string, where: object, token = admin, more = {}): Promise<Listed> => {
    const answer = await ask(
      token,
      'GET',
      `/api/${slug}?${stringify({ limit: 50, where, ...more })}`,
    )
    const { docs, totalDocs } = answer.json as { docs?: { id: string }[]; totalDocs?: number }

    return { ids: (docs ?? []).map(({ id }) => id), status: answer.status, total: totalDocs }
  }
  const companiesBy = async (where: object, token = admin): Promise<string[] | number> => {
    const { ids, status, total } = await list('companies', where, token)
    const named = Object.keys(company).filter((name) => ids.includes(company[name] ?? ''))
    if (status === 200) {
      expect(total).toBe(ids.length)
    }

    return status === 200 ? named.toSorted() : status
  }
  const roleOf = (permissions: object): Promise<string> =>
    make('roles', { name: { en: `Role ${newId()}` }, permissions })
  const keyOf = async (permissions: object): Promise<string> => {
    const role = await roleOf(permissions)
    const made = await ask(admin, 'POST', '/api/auth/api-keys', { name: 'Key', role })

    return (made.json as { key: string }).key
  }

  describe('is what they can be asked by', () => {
    it('with every operator for ties', async () => {
      const red = tag['red'] ?? ''
      const blue = tag['blue'] ?? ''

      expect(await companiesBy({ tags: { in: [red] } })).toEqual(['both', 'mine'])
      expect(await companiesBy({ tags: { in: `${red},${blue}` } })).toEqual([
        'both',
        'mine',
        'theirs',
      ])
      expect(await companiesBy({ tags: { equals: blue } })).toEqual(['both', 'theirs'])
      expect(await companiesBy({ tags: { not_equals: blue } })).toEqual(['mine', 'none'])
      expect(await companiesBy({ tags: { not_in: [red, blue] } })).toEqual(['none'])
      expect(await companiesBy({ tags: { exists: 'true' } })).toEqual(['both', 'mine', 'theirs'])
      expect(await companiesBy({ tags: { exists: 'false' } })).toEqual(['none'])
      expect(
        await companiesBy({ and: [{ tags: { equals: red } }, { tags: { equals: blue } }] }),
      ).toEqual(['both'])
      expect(await companiesBy({ tags: { in: [newId(), 'no id'] } })).toEqual([])
    })

    it('by a field behind a dot, and from a related record', async () => {
      expect(await companiesBy({ 'tags.name': { equals: 'red' } })).toEqual(['both', 'mine'])
      const deal = await make('deals', { company: company['mine'], title: 'Tied' })

      expect(await list('deals', { 'company.tags': { in: [tag['red']] } })).toMatchObject({
        ids: [deal],
      })
      expect(await list('deals', { 'company.tags': { in: [tag['blue']] } })).toMatchObject({
        ids: [],
      })
    })

    it('by activities too, in a summary, a count and a bulk change', async () => {
      const activity = await make('activities', { subject: 'Call', type: 'call' })
      await make('activity-targets', {
        activity,
        target: { relationTo: 'companies', value: company['mine'] },
      })
      const where = stringify({ where: { tags: { in: [tag['red']] } } })
      const count = await ask(admin, 'GET', `/api/companies/count?${where}`)
      const bulk = await ask(admin, 'POST', '/api/companies/bulk', {
        data: { industry: 'tagged' },
        op: 'update',
        where: { tags: { in: [tag['red']] } },
      })

      expect(await companiesBy({ activities: { in: [activity] } })).toEqual(['mine'])
      expect(count.json).toEqual({ totalDocs: 2 })
      expect((bulk.json as { results: unknown[] }).results).toHaveLength(2)
      expect(await companiesBy({ industry: { equals: 'tagged' } })).toEqual(['both', 'mine'])
    })

    it('within the tenant alone', async () => {
      const { token } = await app.signIn('other', 'admin@other.test')
      const answer = await app.request(
        'other',
        'GET',
        `/api/companies?${stringify({ where: { tags: { in: [tag['red']] } } })}`,
        { token },
      )

      expect(answer.json).toMatchObject({ docs: [], totalDocs: 0 })
    })

    it('and nothing else is', async () => {
      for (const where of [
        { attachments: { exists: 'true' } },
        { 'record-tags': { exists: 'true' } },
        { tags: { greater_than: 'a' } },
        { tags: { like: 'a' } },
        { 'tags.nothing': { equals: 'a' } },
        { users: { exists: 'true' } },
      ]) {
        expect(await companiesBy(where)).toBe(400)
      }
      expect((await list('deal-lines', { tags: { exists: 'true' } })).status).toBe(400)
    })

    it('only by who may read the ties and what is tied', async () => {
      const read = { read: 'all' }
      const hidden = { fields: { 'record-tags': { target: 'hidden' } } }
      for (const permissions of [
        { collections: { '*': read, 'record-tags': {} } },
        { collections: { '*': read, tags: {} } },
        { collections: { '*': read }, ...hidden },
      ]) {
        const token = await keyOf({ actions: [], ...permissions })

        expect(await companiesBy({ tags: { in: [tag['red']] } }, token)).toBe(400)
      }
      const whole = await keyOf({ actions: [], collections: { '*': read } })
      expect(await companiesBy({ tags: { in: [tag['red']] } }, whole)).toEqual(['both', 'mine'])
    })

    it('and activities only as far as they may be read', async () => {
      const theirs = await make('activities', { subject: 'Theirs', type: 'call' })
      await make('activity-targets', {
        activity: theirs,
        target: { relationTo: 'companies', value: company['none'] },
      })
      await app.sql('update activities set owner_id = null, assignee_id = null where id = $1', [
        theirs,
      ])
      const token = await keyOf({
        actions: [],
        collections: { '*': { read: 'all' }, activities: { read: 'own' } },
      })

      expect(await companiesBy({ activities: { in: [theirs] } })).toEqual(['none'])
      expect(await companiesBy({ activities: { in: [theirs] } }, token)).toEqual([])
      expect(await companiesBy({ activities: { exists: 'true' } }, token)).toEqual(['mine'])
    })

    it('and the description of the API says so', async () => {
      const answer = await ask(admin, 'GET', '/api/openapi.json')
      const { paths } = answer.json as {
        paths: Record<string, { get: { parameters: { name: string; schema: object }[] } }>
      }
      const whereOf = (path: string) =>
        paths[path]?.get.parameters.find(({ name }) => name === 'where')?.schema

      expect(whereOf('/api/companies')).toMatchObject({ properties: { activities: {}, tags: {} } })
      expect(whereOf('/api/deal-lines')).not.toHaveProperty('properties')
    })
  })

  describe('is shown to those alone who may read the record', () => {
    let own = ''
    let file: Record<string, string> = {}

    beforeAll(async () => {
      for (const name of ['mine', 'theirs']) {
        const target = { collection: 'companies', name: `${name}.txt`, record: company[name] ?? '' }
        const answer = await ask(
          admin,
          'POST',
          `/api/attachments/upload?${new URLSearchParams(target)}`,
          'text',
        )
        file = { ...file, [name]: (answer.json as { doc: { id: string } }).doc.id }
      }
      await app.sql('update companies set owner_id = null where tenant_id = $1', [
        app.tenantId('tied'),
      ])
      await app.sql('update companies set owner_id = $1 where id = any($2::uuid[])', [
        adminId,
        [company['mine'], company['both']],
      ])
      own = await keyOf({
        actions: [],
        collections: { '*': { read: 'all' }, companies: { read: 'own' }, contacts: {} },
      })
    })

    it('in lists, counts, summaries and one by one', async () => {
      const all = await list('record-tags', {})
      const seen = await list('record-tags', {}, own)
      const wanted = ['both blue', 'both red', 'mine red'].map((name) => ties[name])

      expect(all.total).toBe(8)
      expect(seen.ids.toSorted()).toEqual(wanted.toSorted())
      expect(seen.total).toBe(3)
      expect((await ask(own, 'GET', '/api/record-tags/count')).json).toEqual({ totalDocs: 3 })
      const summary = await ask(own, 'GET', '/api/record-tags/summary?by=tag')
      expect(
        (summary.json as { groups: { count: number }[] }).groups.reduce(
          (sum, one) => sum + one.count,
          0,
        ),
      ).toBe(3)
      expect((await ask(own, 'GET', `/api/record-tags/${ties['mine red']}`)).status).toBe(200)
      expect((await ask(own, 'GET', `/api/record-tags/${ties['theirs blue']}`)).status).toBe(404)
      expect(
        (await ask(own, 'GET', `/api/record-tags/${ties['theirs blue']}/history`)).status,
      ).toBe(404)
    })

    it('however they ask for it', async () => {
      const theirs = company['theirs'] ?? ''
      for (const where of [
        { 'target.value': { equals: theirs } },
        { target: { equals: { relationTo: 'companies', value: theirs } } },
        { id: { equals: ties['theirs blue'] } },
        { 'target.relationTo': { equals: 'contacts' } },
        { or: [{ 'target.value': { equals: theirs } }, { id: { exists: 'false' } }] },
      ]) {
        expect(await list('record-tags', where)).not.toMatchObject({ total: 0 })
        expect(await list('record-tags', where, own)).toEqual({ ids: [], status: 200, total: 0 })
        expect((await list('record-tags', where, own, { depth: 1 })).ids).toEqual([])
      }
    })

    it('with files and activities like with tags', async () => {
      const files = await list('attachments', {}, own)
      const activities = await list('activity-targets', {}, own)
      const all = await list('activity-targets', {})

      expect(files).toEqual({ ids: [file['mine']], status: 200, total: 1 })
      expect(all.total).toBe(2)
      expect(activities.total).toBe(1)
      expect((await ask(own, 'GET', `/api/attachments/${file['theirs']}`)).status).toBe(404)
    })

    it('and neither changed nor deleted by others, one by one or many at once', async () => {
      const wide = await keyOf({
        actions: ['records.bulk'],
        collections: {
          '*': { create: 'all', delete: 'all', read: 'all', update: 'all' },
          companies: { read: 'own' },
        },
      })
      const id = ties['theirs blue'] ?? ''
      const bulk = await ask(wide, 'POST', '/api/record-tags/bulk', {
        operations: [
          { id, op: 'delete' },
          { data: { tag: tag['red'] }, id, op: 'update' },
        ],
      })

      expect((await ask(wide, 'DELETE', `/api/record-tags/${id}`)).status).toBe(404)
      expect((await ask(wide, 'PATCH', `/api/record-tags/${id}`, { tag: tag['red'] })).status).toBe(
        404,
      )
      expect((bulk.json as { results: { error: { code: string } }[] }).results).toMatchObject([
        { error: { code: 'RECORD_NOT_FOUND' } },
        { error: { code: 'RECORD_NOT_FOUND' } },
      ])
    })

    it('and is no way to ask what the record would not tell', async () => {
      expect(await companiesBy({ tags: { in: [tag['blue']] } }, own)).toEqual(['both'])
      expect(await companiesBy({ tags: { exists: 'false' } }, own)).toEqual([])
    })

    it('and nobody is told otherwise who asks why', async () => {
      const said = (user: string, id = '') =>
        app.inTenant('tied', () =>
          database().transaction((transaction) =>
            explainAccess({ collection: 'record-tags', id, userId: user }, transaction),
          ),
        )
      const role = await roleOf({
        actions: [],
        collections: { '*': { read: 'all' }, companies: { read: 'own' } },
      })
      const [{ role_id: before } = {}] = await app.sql('select role_id from users where id = $1', [
        adminId,
      ])
      await app.sql('update users set role_id = $2 where id = $1', [adminId, role])
      const [mine, theirs] = [
        await said(adminId, ties['mine red']),
        await said(adminId, ties['theirs blue']),
      ]
      await app.sql('update users set role_id = $2 where id = $1', [adminId, before])

      expect(mine.acts.read).toMatchObject({ isAllowed: true, obstacle: null })
      expect(theirs.acts.read).toMatchObject({ isAllowed: false, obstacle: 'notReadable' })
    })
  })
})
