import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { invalidateTenantSessions } from '../../src/identity/index.ts'
import type { Refusal } from '../helpers/expectRefusal.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type View = { id: string; isDefault: boolean; isShared: boolean; mayChange: boolean; name: unknown }

type Page = {
  state: { columns: string[]; sort: string; view: null | string; where: object }
  views: View[]
}

let app: TestApp

beforeAll(async () => {
  app = await testApp({ logLevel: 'error' })
})
afterAll(async () => {
  await app.close()
})

async function ask(email: string, method: string, target: string, body?: object) {
  const tenant = email.split(/[@.]/)[1] ?? ''
  const { token } = await app.signIn(tenant, email)

  return app.request(tenant, method, target, { ...(body === undefined ? {} : { body }), token })
}

async function list(email: string, input: object = {}): Promise<Page> {
  const query = new URLSearchParams({ input: JSON.stringify({ collection: 'deals', ...input }) })
  const answer = await ask(email, 'GET', `/api/screens/list?${query.toString()}`)
  expect(answer).toMatchObject({ status: 200 })

  return answer.json as Page
}

async function make(
  email: string,
  slug: 'personal-views' | 'views',
  body: object,
): Promise<string> {
  const answer = await ask(email, 'POST', `/api/${slug}`, { collection: 'deals', ...body })
  expect(answer).toMatchObject({ status: 201 })

  return (answer.json as { doc: { id: string } }).doc.id
}

const refusal = async (email: string, method: string, target: string, body?: object) => {
  const answer = await ask(email, method, target, body)

  return [answer.status, (answer.json as Refusal).errors[0]?.code]
}

const has = async (email: string, id: string) =>
  (await list(email)).views.some((view) => view.id === id)

const DEFINITION = {
  columns: ['title', 'amount'],
  sort: '-amount',
  where: { and: [{ amount: { greater_than: 100 } }] },
}

describe('a saved view', () => {
  it('of one’s own is seen, changed and removed by nobody else', async () => {
    const id = await make('rep@acme.test', 'personal-views', {
      definition: DEFINITION,
      name: 'Largest',
    })

    expect(await has('rep@acme.test', id)).toBe(true)
    for (const other of ['admin@acme.test', 'viewer@acme.test', 'admin@northwind.test']) {
      expect([other, await has(other, id)]).toEqual([other, false])
      for (const [method, body] of [['GET'], ['PATCH', { name: 'Mine' }], ['DELETE']] as const) {
        expect([
          other,
          method,
          ...(await refusal(other, method, `/api/personal-views/${id}`, body)),
        ]).toEqual([other, method, 404, 'RECORD_NOT_FOUND'])
      }
    }
    const { state } = await list('rep@acme.test', { view: id })
    expect(state).toMatchObject({ ...DEFINITION, view: id })
    const other = await list('rep@acme.test', { sort: 'title', view: id })
    expect(other.state).toMatchObject({ columns: DEFINITION.columns, sort: 'title', view: id })
  })

  it('cannot be made in the name of somebody else', async () => {
    const { userId } = await app.signIn('acme', 'admin@acme.test')

    expect(
      await refusal('rep@acme.test', 'POST', '/api/personal-views', {
        collection: 'deals',
        name: 'Theirs',
        owner: userId,
      }),
    ).toEqual([403, 'RECORD_FORBIDDEN'])
  })

  it('is shared by those who hold the right to, and changed by nobody else', async () => {
    const body = { key: 'deals-open', name: { de: 'Offen', en: 'Open' } }
    const id = await make('manager@acme.test', 'views', { ...body, definition: DEFINITION })

    expect(await has('viewer@acme.test', id)).toBe(true)
    expect(await has('admin@northwind.test', id)).toBe(false)
    const mine = await list('rep@acme.test')
    expect(mine.views.find((view) => view.id === id)).toMatchObject({
      isShared: true,
      mayChange: false,
    })
    for (const [method, target] of [
      ['POST', '/api/views'],
      ['PATCH', `/api/views/${id}`],
      ['DELETE', `/api/views/${id}`],
    ] as const) {
      const sent = { ...body, collection: 'deals', key: 'other' }
      expect([method, ...(await refusal('rep@acme.test', method, target, sent))]).toEqual([
        method,
        403,
        'RECORD_FORBIDDEN',
      ])
    }
  })

  it('of a team is shown to that team and to those above it', async () => {
    const made = await ask('admin@acme.test', 'POST', '/api/teams', { name: 'Views' })
    const team = (made.json as { doc: { id: string } }).doc.id
    const id = await make('admin@acme.test', 'views', {
      ...{ definition: DEFINITION, key: 'deals-team', name: 'Team', team },
    })
    const { userId } = await app.signIn('acme', 'rep@acme.test')

    expect(await has('rep@acme.test', id)).toBe(false)
    await ask('admin@acme.test', 'PATCH', `/api/users/${userId}`, { team })
    invalidateTenantSessions(app.tenantId('acme'))
    expect(await has('rep@acme.test', id)).toBe(true)
    expect(await has('viewer@acme.test', id)).toBe(false)
  })

  it('is shown first to its roles, until the address says otherwise', async () => {
    const id = await make('admin@acme.test', 'views', {
      ...{ definition: DEFINITION, key: 'deals-first', name: 'First', roles: ['viewer'] },
    })

    expect((await list('viewer@acme.test')).state.view).toBe(id)
    expect((await list('manager@acme.test')).state.view).toBeNull()
    expect((await list('viewer@acme.test', { view: 'all' })).state.view).toBeNull()
    expect((await list('viewer@acme.test', { sort: 'title' })).state.view).toBeNull()
    const own = await make('viewer@acme.test', 'personal-views', {
      isDefault: true,
      name: 'Own',
    }).catch(() => undefined)
    expect((await list('viewer@acme.test')).state.view).toBe(own ?? id)
  })

  it('that could not be read back is refused', async () => {
    for (const definition of [
      'all',
      { nobody: true },
      { columns: 'title' },
      { group: { by: 'stage', period: 'decade' } },
      { widths: { title: 5 } },
      { where: { and: [{ and: [{ and: [{ and: [{ and: [{ and: [{}] }] }] }] }] }] } },
      { search: 'x'.repeat(201) },
    ]) {
      const body = { collection: 'deals', definition, name: 'Broken' }
      expect([
        definition,
        ...(await refusal('admin@acme.test', 'POST', '/api/personal-views', body)),
      ]).toEqual([definition, 422, 'PLATFORM_VIEW_INVALID'])
    }
    const roles = { collection: 'deals', key: 'broken', name: 'Broken', roles: 'viewer' }
    expect(await refusal('admin@acme.test', 'POST', '/api/views', roles)).toEqual([
      422,
      'PLATFORM_VIEW_INVALID',
    ])
  })

  it('that names a field which is gone shows the rest', async () => {
    const definition = { columns: ['gone', 'title'], group: { by: 'gone' }, sort: 'gone,-amount' }
    const id = await make('admin@acme.test', 'personal-views', { definition, name: 'Old' })

    expect((await list('admin@acme.test', { view: id })).state).toMatchObject({
      columns: ['title'],
      group: null,
      sort: '-amount',
    })
  })
})
