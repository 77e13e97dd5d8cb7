import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { invalidateTenantSessions } from '../../src/identity/index.ts'
import type { EventsOf, StreamedEvent } from '../helpers/openEvents.ts'
import { openEvents } from '../helpers/openEvents.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Doc = Record<string, unknown> & { id: string; version: number }

const ALL = { create: 'all', delete: 'all', read: 'all', update: 'all' }
const QUIET_MS = 1500

describe('the live stream', () => {
  let app: TestApp
  let admin: string
  const open: EventsOf[] = []

  beforeAll(async () => {
    app = await testApp({ logLevel: 'warn' })
    ;({ token: admin } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterEach(() => {
    for (const stream of open.splice(0)) {
      stream.close()
    }
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await app.request('acme', method, path, {
      token: admin,
      ...(body === undefined ? {} : { body }),
    })
    expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300)

    return answer.json as { doc: Doc; docs: Doc[] }
  }
  const listen = async (
    token: string,
    options: { host?: string; lastEventId?: string; path?: string } = {},
  ) => {
    const stream = await openEvents({
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId }),
      },
      host: `${options.host ?? 'acme'}.localhost`,
      ...(options.path === undefined ? {} : { path: options.path }),
      port: app.port,
    })
    open.push(stream)
    if (stream.status === 200 && options.path === undefined) {
      await stream.until(({ name }) => name === 'hello')
    }

    return stream
  }
  const tells = (id: string, op?: string) => (event: StreamedEvent) =>
    event.name === 'changes' &&
    (event.data as { id: string; op: string }[]).some(
      (hint) => hint.id === id && (op === undefined || hint.op === op),
    )
  const makeDeal = async (data: object = {}) =>
    (await ask('POST', '/api/deals', { title: `Deal ${Math.random()}`, ...data })).doc
  const giveRole = async (permissions: object) => {
    const { userId } = await app.signIn('acme', 'rep@acme.test')
    const { doc } = await ask('POST', '/api/roles', {
      name: { en: `Role ${Math.random()}` },
      permissions: { actions: [], fields: {}, ...permissions },
    })
    await ask('PATCH', `/api/users/${userId}`, { role: doc.id })
    invalidateTenantSessions(app.tenantId('acme'))

    return app.signIn('acme', 'rep@acme.test')
  }

  it.each(['/api/stream', '/api/stream/worker.js'])('refuses strangers: %s', async (path) => {
    expect((await listen('', { path })).status).toBe(401)
    expect((await listen('x'.repeat(43), { path })).status).toBe(401)
  })

  it('tells of a change within two seconds and nothing of what a record holds', async () => {
    const stream = await listen(admin)
    const started = performance.now()
    const deal = await makeDeal({ title: 'Zanzibar' })
    const told = await stream.until(tells(deal.id, 'create'))
    const took = performance.now() - started

    expect(told?.data).toContainEqual({ collection: 'deals', id: deal.id, op: 'create' })
    expect(JSON.stringify(stream.events)).not.toContain('Zanzibar')
    expect(took).toBeLessThan(2000)
  })

  it('tells of what another process wrote, too', async () => {
    const stream = await listen(admin)
    const deal = await makeDeal()
    await stream.until(tells(deal.id))
    const started = performance.now()
    // Past the server: as another process would, which cannot hint at it here.
    await app.sql(
      `insert into domain_events (tenant_id, id, type, collection, record_id, record_version, op, actor_type)
       values ($1, gen_random_uuid(), 'crm.deal.updated', 'deals', $2, 9, 'update', 'system')`,
      [app.tenantId('acme'), deal.id],
    )

    expect(await stream.until(tells(deal.id, 'update'))).toBeDefined()
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('tells tenants nothing of each other', async () => {
    const { token } = await app.signIn('northwind', 'admin@northwind.test')
    const [here, there] = [await listen(admin), await listen(token, { host: 'northwind' })]
    const deal = await makeDeal()
    await here.until(tells(deal.id))
    await sleep(QUIET_MS)

    expect(JSON.stringify(there.events)).not.toContain(deal.id)
  })

  it('tells of records that the reader may read, and when one of them is lost', async () => {
    const person = await giveRole({ collections: { '*': ALL, deals: { ...ALL, read: 'own' } } })
    const stream = await listen(person.token)
    const [foreign, own] = [await makeDeal(), await makeDeal({ owner: person.userId })]

    expect(await stream.until(tells(own.id))).toBeDefined()
    await ask('PATCH', `/api/deals/${own.id}`, { owner: null })
    expect(await stream.until(tells(own.id, 'delete'))).toBeDefined()
    await ask('PATCH', `/api/deals/${own.id}`, { title: 'No longer theirs' })
    await sleep(QUIET_MS)

    expect(JSON.stringify(stream.events)).not.toContain(foreign.id)
    expect(stream.events.filter(tells(own.id))).toHaveLength(2)
  })

  it('tells nothing of a collection that the reader does not reach', async () => {
    const person = await giveRole({ collections: { '*': ALL, deals: {} } })
    const stream = await listen(person.token)
    const deal = await makeDeal()
    const { doc: company } = await ask('POST', '/api/companies', { name: 'Reached Ltd' })

    expect(await stream.until(tells(company.id))).toBeDefined()
    expect(JSON.stringify(stream.events)).not.toContain(deal.id)
  })

  it('goes on where an earlier connection ended, and says so where it cannot', async () => {
    const keeper = await listen(admin)
    const first = await listen(admin)
    const seen = await makeDeal()
    const event = await first.until(tells(seen.id))
    await keeper.until(tells(seen.id))
    first.close()
    const missed = await makeDeal()
    await keeper.until(tells(missed.id))
    const second = await listen(admin, { lastEventId: event?.id ?? '' })

    expect(await second.until(tells(missed.id))).toBeDefined()
    expect(second.events.some(tells(seen.id))).toBe(false)
    for (const lastEventId of ['unknown.1', "'; drop table deals", '9'.repeat(5000)]) {
      const third = await listen(admin, { lastEventId })
      expect(await third.until(({ name }) => name === 'reload')).toBeDefined()
    }
  })

  it('tells to read anew instead of a thousand changes', async () => {
    const stream = await listen(admin)
    await app.sql(
      `insert into domain_events (tenant_id, id, type, collection, record_id, record_version, op, actor_type)
       select $1, gen_random_uuid(), 'crm.deal.updated', 'deals', gen_random_uuid(), 1, 'update', 'system'
         from generate_series(1, 1000)`,
      [app.tenantId('acme')],
    )

    const told = await stream.until(({ name }) => name === 'reload', 8000)
    expect(told ?? app.logs()).toMatchObject({ name: 'reload' })
  })

  it('misses no change whose transaction ended after later ones', async () => {
    const stream = await listen(admin)
    const late = await makeDeal()
    await stream.until(tells(late.id))
    const insert = `insert into domain_events
       (tenant_id, id, type, collection, record_id, record_version, op, actor_type)
       values ($1, gen_random_uuid(), 'crm.deal.updated', 'deals', $2, 9, 'restore', 'system')`
    const slow = app.sql(`with e as (${insert} returning 1) select pg_sleep(1.5) from e`, [
      app.tenantId('acme'),
      late.id,
    ])
    await sleep(200)
    const early = await makeDeal()
    expect(await stream.until(tells(early.id))).toBeDefined()
    expect(stream.events.some(tells(late.id, 'restore'))).toBe(false)
    await slow

    expect(await stream.until(tells(late.id, 'restore'))).toBeDefined()
  })

  it('ends when the person signs out', async () => {
    const { token } = await app.signIn('acme', 'manager@acme.test', { fresh: true })
    const stream = await listen(token)
    await app.request('acme', 'POST', '/api/auth/logout', { token })

    expect(await stream.untilEnded(2000)).toBe(true)
  })

  it('ends when the role of the reader changes, after saying to read anew', async () => {
    const person = await giveRole({ collections: { '*': ALL } })
    const stream = await listen(person.token)
    await giveRole({ collections: { '*': ALL, deals: {} } })

    expect(await stream.untilEnded(3000)).toBe(true)
    expect(stream.events.at(-1)?.name).toBe('reload')
  })

  it('ends when the session is revoked behind its back', async () => {
    const { token } = await app.signIn('acme', 'viewer@acme.test', { fresh: true })
    const stream = await listen(token)
    await app.sql(
      'delete from sessions where id = (select id from sessions order by created_at desc limit 1)',
    )

    expect(await stream.untilEnded()).toBe(true)
  })

  it('ends for everybody when the tenant is suspended', async () => {
    const { token } = await app.signIn('northwind', 'admin@northwind.test')
    const stream = await listen(token, { host: 'northwind' })
    await app.sql("update tenants set status = 'suspended' where slug = 'northwind'")

    expect(await stream.untilEnded(9000)).toBe(true)
    await app.sql("update tenants set status = 'active' where slug = 'northwind'")
  })

  it('keeps no idle session alive', async () => {
    const { token } = await app.signIn('acme', 'manager@acme.test', { fresh: true })
    const { userId } = await app.signIn('acme', 'manager@acme.test', { fresh: true })
    const stream = await listen(token)
    await app.sql(`update sessions set last_seen_at = now() - interval '10 minutes'`)
    invalidateTenantSessions(app.tenantId('acme'))
    const deal = await makeDeal()
    await stream.until(tells(deal.id))
    const rows = await app.sql(
      `select count(*)::int as fresh from sessions
        where user_id = $1 and last_seen_at > now() - interval '5 minutes'`,
      [userId],
    )

    expect(rows[0]?.['fresh']).toBe(0)
  })

  it('opens no more than twelve streams for one person', async () => {
    for (let count = 0; count < 12; count += 1) {
      expect((await listen(admin)).status).toBe(200)
    }

    expect((await listen(admin)).status).toBe(429)
  })
})
