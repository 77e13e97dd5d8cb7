import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Group = { id: string; items: { canCreate: boolean; isPart: boolean; slug: string }[] }
type Frame = {
  favourites: { collection: string; id: string; title: string }[]
  groups: Group[]
  may: Record<string, boolean>
  tenant: { slug: string }
  toggled: string[]
  unread: number
}
type News = {
  docs: { actor: string; count: null | number; id: string; isRead: boolean; title: null | string }[]
  next: null | string
  unread: number
}

describe('the frame', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  async function ask(
    who: string,
    method: string,
    target: string,
    body?: object,
  ): Promise<{ json: unknown; status: number }> {
    const [role = '', slug = 'acme'] = who.split('@')
    const { token } = await app.signIn(slug, `${role}@${slug}.test`)

    return app.request(slug, method, target, { token, ...(body === undefined ? {} : { body }) })
  }
  async function screen<T>(who: string, name: string, input: object = {}): Promise<T> {
    const query = new URLSearchParams({ input: JSON.stringify(input) })
    const { json, status } = await ask(who, 'GET', `/api/screens/${name}?${query.toString()}`)

    expect(status).toBe(200)

    return json as T
  }
  const slugsOf = ({ groups }: Frame, wanted: (item: Group['items'][number]) => boolean) =>
    groups.flatMap(({ items }) => items.filter(wanted).map(({ slug }) => slug))
  const userId = async (who: string) => (await app.signIn('acme', `${who}@acme.test`)).userId
  async function made(who: string, slug: string, body: object): Promise<string> {
    const { json, status } = await ask(who, 'POST', `/api/${slug}`, body)

    expect(status).toBe(201)

    return (json as { doc: { id: string } }).doc.id
  }

  it('leads each role to what it may read, and offers to create what it may add', async () => {
    const admin = await screen<Frame>('admin', 'frame')
    const rep = await screen<Frame>('rep', 'frame')
    const viewer = await screen<Frame>('viewer', 'frame')

    expect(admin.groups.map(({ id }) => id)).toEqual(['sales', 'sales-setup', 'settings'])
    expect(slugsOf(rep, ({ canCreate }) => canCreate)).toEqual(
      expect.arrayContaining(['companies', 'contacts', 'deals', 'activities']),
    )
    expect(slugsOf(rep, ({ canCreate }) => canCreate)).not.toContain('users')
    expect(slugsOf(viewer, ({ canCreate }) => canCreate)).toEqual([])
    expect([admin, rep].map((frame) => frame.may['manageSettings'])).toEqual([true, false])
  })

  it('sets records that are parts of others apart from those people look for', async () => {
    const frame = await screen<Frame>('admin', 'frame')

    expect(slugsOf(frame, ({ isPart }) => isPart)).toEqual(
      expect.arrayContaining(['deal-lines', 'activity-targets', 'user-roles']),
    )
    expect(slugsOf(frame, ({ isPart }) => !isPart)).toEqual(
      expect.arrayContaining(['deals', 'contacts', 'users']),
    )
  })

  it('loses the places of a module that is switched off', async () => {
    await ask('admin@northwind', 'PATCH', '/api/modules/crm', { isOn: false })
    const off = await screen<Frame>('admin@northwind', 'frame')
    await ask('admin@northwind', 'PATCH', '/api/modules/crm', { isOn: true })

    expect(off.groups.map(({ id }) => id)).toEqual(['settings'])
    expect(off.tenant.slug).toBe('northwind')
  })

  it('keeps what a person pinned, by the name it has now and only while they may read it', async () => {
    const id = await made('rep', 'companies', { name: 'Pinned' })
    const value = {
      favourites: [
        { collection: 'companies', id },
        { collection: 'companies', id: '0199a1b2-0000-7000-8000-000000000001' },
      ],
      toggled: ['sales'],
    }
    await ask('rep', 'POST', '/api/payload-preferences/tenon-frame', { value })
    await ask('rep', 'PATCH', `/api/companies/${id}`, { name: 'Pinned and renamed' })
    const own = await screen<Frame>('rep', 'frame')

    expect(own.favourites).toEqual([{ collection: 'companies', id, title: 'Pinned and renamed' }])
    expect(own.toggled).toEqual(['sales'])
    expect((await screen<Frame>('manager', 'frame')).favourites).toEqual([])
  })

  it('tells the palette what the last records are called, and which fields are searched', async () => {
    const id = await made('admin', 'companies', { name: 'Looked at' })
    const recent = [{ collection: 'companies', id }]
    const found = await screen<{
      fields: Record<string, Record<string, { de: string }>>
      recent: { title: string }[]
    }>('rep', 'palette', { recent })
    const foreign = await screen<{ recent: unknown[] }>('admin@northwind', 'palette', { recent })

    expect(found.recent).toMatchObject([{ title: 'Looked at' }])
    expect(found.fields['contacts']?.['email']?.de).toBe('E-Mail')
    expect(foreign.recent).toEqual([])
  })

  it('makes records in passing by the fields that name them and that lists show', async () => {
    const fieldsOf = async (collection: string) =>
      (await screen<{ fields: string[] }>('rep', 'quick-create', { collection })).fields

    expect(await fieldsOf('contacts')).toEqual(
      expect.arrayContaining(['firstName', 'lastName', 'email']),
    )
    expect(await fieldsOf('deals')).toEqual(expect.arrayContaining(['title', 'amount', 'stage']))
    expect((await ask('viewer', 'GET', quick('deals'))).status).toBe(403)
  })
  const quick = (collection: string) =>
    `/api/screens/quick-create?input=${encodeURIComponent(JSON.stringify({ collection }))}`

  it('tells people what others assign to them, and nobody what they do themselves', async () => {
    const before = await screen<News>('rep', 'notifications')
    const owner = await userId('rep')
    const deal = await made('manager', 'deals', { owner, title: 'For Rosa' })
    await ask('manager', 'PATCH', `/api/deals/${deal}`, { title: 'Still for Rosa' })
    await made('rep', 'deals', { owner, title: 'Of my own' })
    await made('manager', 'activities', { assignee: owner, subject: 'Call back', type: 'task' })
    const after = await screen<News>('rep', 'notifications')

    expect(after.unread).toBe(before.unread + 2)
    expect(after.docs.slice(0, 2)).toMatchObject([
      { actor: 'Martin Mercer', isRead: false, title: 'Call back' },
      { actor: 'Martin Mercer', isRead: false, title: 'Still for Rosa' },
    ])
  })

  it('sums up what is assigned in one go', async () => {
    const owner = await userId('viewer')
    const ids = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => made('admin', 'companies', { name })),
    )
    const query = new URLSearchParams({ 'where[id][in]': ids.join(',') })
    const { status } = await ask('admin', 'PATCH', `/api/companies?${query.toString()}`, { owner })
    const { docs } = await screen<News>('viewer', 'notifications')

    expect(status).toBe(200)
    expect(docs).toMatchObject([{ count: 4, title: null }])
  })

  it('marks what was read for its reader alone', async () => {
    const owner = await userId('rep')
    await made('manager', 'deals', { owner, title: 'Unread' })
    const [first] = (await screen<News>('rep', 'notifications')).docs
    const read = (who: string, body: object = {}) =>
      ask(who, 'POST', '/api/notifications/read', body)

    expect((await read('manager', { ids: [first?.id] })).json).toEqual({ read: 0 })
    expect((await read('rep', { ids: [first?.id] })).json).toEqual({ read: 1 })
    expect((await read('rep', { ids: ['x'] })).status).toBe(400)
    await read('rep')
    expect((await screen<News>('rep', 'notifications')).unread).toBe(0)
  })

  it('lets nobody read, write or make the notifications of others', async () => {
    const { docs } = await screen<News>('admin', 'notifications')
    const id = docs[0]?.id ?? ''

    expect((await ask('manager', 'GET', `/api/notifications/${id}`)).status).toBe(404)
    expect((await ask('admin', 'PATCH', `/api/notifications/${id}`, { readAt: null })).status).toBe(
      403,
    )
    expect((await ask('admin', 'POST', '/api/notifications', {})).status).toBe(403)
  })

  it.each(['frame', 'notifications', 'palette', 'quick-create', 'slots'])(
    'refuses the screen %s to people who are not signed in',
    async (name) => {
      expect((await app.request('acme', 'GET', `/api/screens/${name}`)).status).toBe(401)
    },
  )

  it('refuses to mark anything for people who are not signed in', async () => {
    expect(
      (await app.request('acme', 'POST', '/api/notifications/read', { body: {} })).status,
    ).toBe(401)
  })
})
