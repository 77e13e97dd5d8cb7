import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'

type Made = {
  doc: { id: string; lastUsedAt: string | null; owner: string; prefix: string }
  key: string
}

describe('API keys', () => {
  let app: TestApp
  const people: Record<string, { cookie: string; token: string; userId: string }> = {}

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    for (const role of ['admin', 'manager', 'rep', 'viewer']) {
      people[role] = await app.signIn('acme', `${role}@acme.test`)
    }
    people['other'] = await app.signIn('northwind', 'admin@northwind.test')
  })
  afterAll(async () => {
    await app.close()
  })

  const as = (person: string) => people[person]?.token ?? ''
  const ask = (method: string, path: string, token: string, request: AppRequest = {}) =>
    app.request('acme', method, path, { token, ...request })
  const make = (person: string, body: Record<string, unknown> = {}, host = 'acme') =>
    app.request(host, 'POST', '/api/auth/api-keys', {
      body: { name: 'Integration', role: 'viewer', ...body },
      token: as(person),
    })
  const made = async (person = 'admin', body: Record<string, unknown> = {}, host = 'acme') => {
    const answer = await make(person, body, host)
    expect(`${answer.status} ${answer.text}`).toMatch(/^201/)

    return answer.json as Made
  }
  const company = (name: string) => ({ body: { name } })

  it('act with the rights of their role and nothing more', async () => {
    const { key } = await made('admin', { role: 'viewer' })

    expect((await ask('GET', '/api/companies', key)).status).toBe(200)
    expect((await ask('POST', '/api/companies', key, company('Not by a viewer'))).status).toBe(403)
    expect((await ask('GET', '/api/auth/me', key)).json).toMatchObject({
      user: { role: 'viewer' },
    })
  })

  it('say in the change rows that a key did it', async () => {
    const { doc, key } = await made('admin', { role: 'rep' })
    const answer = await ask('POST', '/api/companies', key, company('Made by a key'))
    const { id } = (answer.json as { doc: { id: string } }).doc
    const [row] = await app.sql(
      'select actor_type, actor_id from domain_events where record_id = $1',
      [id],
    )

    expect(row).toEqual({ actor_id: doc.id, actor_type: 'api_key' })
  })

  it('are kept as a hash and shown once', async () => {
    const { doc, key } = await made()
    const [row] = await app.sql('select k::text as text from api_keys k where id = $1', [doc.id])
    const list = await ask('GET', '/api/auth/api-keys', as('admin'))

    expect(key).toMatch(/^tenon_[a-z0-9]{12}_[\w-]{43}$/)
    expect(key).toContain(doc.prefix)
    expect(row?.['text']).not.toContain(key.slice(-43))
    expect(list.text).toContain(doc.id)
    expect(list.text).not.toContain(key.slice(-43))
  })

  it('are refused on the host of another tenant exactly like a wrong key', async () => {
    const { key } = await made()
    // Known to this process by now; that must not help it elsewhere.
    await ask('GET', '/api/companies?limit=1', key)
    const foreign = await app.request('northwind', 'GET', '/api/companies', { token: key })
    const wrong = await app.request('northwind', 'GET', '/api/companies', {
      token: `${key.slice(0, -4)}aaaa`,
    })
    const wrongAtHome = await ask('GET', '/api/companies', `${key.slice(0, -4)}aaaa`)
    const console = await app.request('localhost', 'GET', '/api/auth/me', { token: key })

    expect(foreign.status).toBe(401)
    expect(foreign.text).toBe(wrong.text)
    expect([wrong.status, wrongAtHome.status, console.status]).toEqual([401, 401, 401])
  })

  it('make cookies count for nothing, good or bad', async () => {
    const { key } = await made('admin', { role: 'viewer' })
    const cookie = people['admin']?.cookie ?? ''
    const right = await ask('POST', '/api/companies', key, { ...company('Cookie'), cookie })
    const wrong = await ask('GET', '/api/companies', 'tenon_nokey', { cookie })

    expect([right.status, wrong.status]).toEqual([403, 401])
  })

  it.each([
    ['GET', '/api/auth/sessions'],
    ['DELETE', `/api/auth/sessions/${newId()}`],
    ['GET', '/api/auth/api-keys'],
    ['POST', '/api/auth/api-keys'],
    ['DELETE', `/api/auth/api-keys/${newId()}`],
    ['GET', '/api/auth/tenants'],
    ['POST', '/api/auth/switch'],
    ['GET', '/api/AUTH/sessions/'],
    ['POST', '/api/auth/invitations'],
    ['POST', '/api/auth/forgot-password'],
    ['GET', '/api/auth/mails'],
    ['GET', '/api/auth/second-factor'],
    ['POST', '/api/auth/second-factor/enrolment'],
    ['PATCH', '/api/auth/policy'],
    ['POST', `/api/auth/users/${newId()}/sign-out`],
    ['POST', '/api/auth/logout'],
    ['GET', '/admin'],
    ['GET', '/'],
    ['GET', '/account/second-factor'],
  ])('never reach %s %s', async (method, path) => {
    const { key } = await made('admin', { role: 'admin' })
    const answer = await ask(method, path, key)

    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ errors: [{ code: 'SERVER_API_KEY_REFUSED' }] })
  })

  it('give nobody more rights than they hold', async () => {
    const high = await make('rep', { role: 'admin' })
    const own = await make('rep', { role: 'rep' })
    const forAnother = await make('rep', { owner: people['admin']?.userId, role: 'viewer' })

    expect(high.json).toMatchObject({ errors: [{ code: 'IDENTITY_ROLE_TOO_HIGH' }] })
    expect(own.status).toBe(201)
    expect(forAnother.json).toMatchObject({ errors: [{ code: 'IDENTITY_API_KEY_OWNER_REFUSED' }] })
  })

  it('act in the name of somebody else only by who could do it all themselves', async () => {
    const { doc } = await made('admin', { owner: people['rep']?.userId, role: 'rep' })
    const foreign = await make('admin', { owner: people['other']?.userId })

    expect(doc.owner).toBe(people['rep']?.userId)
    expect(foreign.json).toMatchObject({ errors: [{ code: 'IDENTITY_USER_MISSING' }] })
  })

  it('open nobody what is the own of somebody else', async () => {
    const role = await ask('POST', '/api/roles', as('admin'), {
      body: {
        name: { en: 'Own alone' },
        permissions: { actions: ['settings.manage'], collections: { '*': { read: 'own' } } },
      },
    })
    const { id } = (role.json as { doc: { id: string } }).doc
    const [{ role_id: before } = {}] = await app.sql('select role_id from users where id = $1', [
      people['viewer']?.userId,
    ])
    await app.sql('update users set role_id = $2 where id = $1', [people['viewer']?.userId, id])
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const forOneself = await make('viewer', { role: id })
    const forAnother = await make('viewer', { owner: people['admin']?.userId, role: id })
    await app.sql('update users set role_id = $2 where id = $1', [people['viewer']?.userId, before])

    expect(forOneself.status).toBe(201)
    expect(forAnother.json).toMatchObject({ errors: [{ code: 'IDENTITY_ROLE_TOO_HIGH' }] })
  })

  it('are listed and ended by their owner and by who manages settings', async () => {
    const mine = await made('rep', { role: 'rep' })
    const theirs = await made('admin')
    const own = await ask('GET', '/api/auth/api-keys', as('rep'))
    const all = await ask('GET', '/api/auth/api-keys', as('admin'))
    const end = (id: string, person: string) =>
      ask('DELETE', `/api/auth/api-keys/${id}`, as(person))

    expect(own.text).toContain(mine.doc.id)
    expect(own.text).not.toContain(theirs.doc.id)
    expect(all.text).toContain(mine.doc.id)
    expect((await end(theirs.doc.id, 'rep')).status).toBe(404)
    expect((await end(mine.doc.id, 'admin')).status).toBe(200)
  })

  it('cannot be seen or ended from another tenant', async () => {
    const { doc } = await made()
    const list = await app.request('northwind', 'GET', '/api/auth/api-keys', { token: as('other') })
    const end = await app.request('northwind', 'DELETE', `/api/auth/api-keys/${doc.id}`, {
      token: as('other'),
    })

    expect(list.text).not.toContain(doc.id)
    expect(end.status).toBe(404)
  })

  it('stop at once when revoked', async () => {
    const { doc, key } = await made()
    const before = await ask('GET', '/api/companies?limit=1', key)
    await ask('DELETE', `/api/auth/api-keys/${doc.id}`, as('admin'))
    const after = await ask('GET', '/api/companies?limit=1', key)

    expect([before.status, after.status]).toEqual([200, 401])
  })

  it('stop when they expire, and cannot be made for a time past', async () => {
    const { doc, key } = await made('admin', {
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    })
    await app.sql('update api_keys set expires_at = now() where id = $1', [doc.id])
    const past = await make('admin', { expiresAt: '2020-01-01T00:00:00Z' })

    expect((await ask('GET', '/api/companies', key)).status).toBe(401)
    expect(past.json).toMatchObject({ errors: [{ code: 'IDENTITY_API_KEY_EXPIRY_PAST' }] })
  })

  it('change with their role at once and die with it', async () => {
    const role = await ask('POST', '/api/roles', as('admin'), {
      body: {
        name: { en: 'Robot' },
        permissions: { actions: [], collections: { '*': { read: 'all' } } },
      },
    })
    expect(role.status).toBe(201)
    const { id } = (role.json as { doc: { id: string } }).doc
    const { doc, key } = await made('admin', { role: id })
    const read = () => ask('GET', '/api/companies?limit=1', key)
    const before = await read()
    await ask('PATCH', `/api/roles/${id}`, as('admin'), {
      body: { permissions: { actions: [], collections: { companies: {} } } },
    })
    const narrowed = await read()
    const gone = await ask('DELETE', `/api/roles/${id}`, as('admin'))

    expect([before.status, narrowed.status, gone.status]).toEqual([200, 403, 200])
    expect((await read()).status).toBe(401)
    expect(await app.sql('select id from api_keys where id = $1', [doc.id])).toEqual([])
  })

  it('stop when their owner is disabled', async () => {
    const { key } = await made('manager')
    await app.sql("update users set status = 'disabled' where id = $1", [people['manager']?.userId])
    const answer = await ask('GET', '/api/companies', key)
    await app.sql("update users set status = 'active' where id = $1", [people['manager']?.userId])

    expect(answer.status).toBe(401)
  })

  it('note their last use at most once a minute', async () => {
    const { doc, key } = await made()
    const used = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_100))
      await ask('GET', '/api/companies?limit=1', key)
      const [row] = await app.sql('select last_used_at from api_keys where id = $1', [doc.id])

      return String(row?.['last_used_at'])
    }
    const first = await used()

    expect(doc.lastUsedAt).toBeNull()
    expect(first).not.toBe('null')
    expect(await used()).toBe(first)
  }, 15_000)
})

describe('sessions of other people', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  it('are ended by who manages users, in this tenant alone', async () => {
    const admin = await app.signIn('acme', 'admin@acme.test')
    const rep = await app.signIn('acme', 'rep@acme.test', { fresh: true })
    const [account] = await app.sql('select account_id from users where id = $1', [rep.userId])
    await app.sql(
      `insert into sessions (id, token_hash, account_id, tenant_id, user_id, expires_at)
        values ($1, 'elsewhere', $2, $3, $4, now() + interval '1 day')`,
      [newId(), account?.['account_id'], app.tenantId('northwind'), rep.userId],
    )
    const end = (token: string, id: string, host = 'acme') =>
      app.request(host, 'POST', `/api/auth/users/${id}/sign-out`, { token })
    const other = await app.signIn('northwind', 'admin@northwind.test')

    expect((await end(rep.token, admin.userId)).status).toBe(403)
    expect((await end(other.token, rep.userId, 'northwind')).status).toBe(404)
    expect((await end(admin.token, rep.userId)).json).toEqual({ ended: 1 })
    expect((await app.request('acme', 'GET', '/api/auth/me', { token: rep.token })).status).toBe(
      401,
    )
    expect(await app.sql("select id from sessions where token_hash = 'elsewhere'")).toHaveLength(1)
  })
})
