import { randomUUID } from 'node:crypto'

import type { CollectionAfterChangeHook, Payload } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Bulk = { docs: { id: string }[]; errors: { code: string; id: string }[] }

describe('traps of Payload', () => {
  let app: TestApp
  let payload: Payload
  let token: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'fatal', tenants: ['empty'] })
    payload = runningPayload()
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
    await app.sql(`create function public.poison() returns trigger language plpgsql as $$ begin
      if new.name like 'poison%' then raise exception 'poisoned' using errcode = '23514'; end if; return null; end $$`)
    await app.sql(`create constraint trigger poison after insert or update on companies
      deferrable initially deferred for each row execute function public.poison()`)
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, request: object = {}) =>
    app.request('acme', method, path, { token, ...request })

  async function company(data: Record<string, unknown> = {}): Promise<string> {
    const answer = await ask('POST', '/api/companies', {
      body: { name: `Trap ${randomUUID()}`, ...data },
    })

    expect(answer).toMatchObject({ status: 201 })

    return idOf(answer)
  }

  async function stored(id: string): Promise<Record<string, unknown>> {
    const [row] = await app.sql('select * from companies where id = $1', [id])

    return row ?? {}
  }

  const named = (name: string) => app.sql('select id from companies where name = $1', [name])

  describe('a COMMIT that fails', () => {
    it.each([
      ['JSON', (name: string) => ask('POST', '/api/companies', { body: { name } })],
      ['form', (name: string) => ask('POST', '/api/companies', formOf({ name }))],
    ])('is not answered as a success by REST: %s', async (_way, create) => {
      const name = `poison ${randomUUID()}`
      const answer = await create(name)

      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.text).toContain('"errors"')
      expect(await named(name)).toEqual([])
    })

    it.each([
      [
        'JSON',
        (id: string, name: string) => ask('PATCH', `/api/companies/${id}`, { body: { name } }),
      ],
      [
        'form',
        (id: string, name: string) => ask('PATCH', `/api/companies/${id}`, formOf({ name })),
      ],
    ])('is not answered as a success of an update: %s', async (_way, update) => {
      const id = await company()
      const before = await stored(id)
      const answer = await update(id, `poison ${randomUUID()}`)

      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(await stored(id)).toEqual(before)
    })

    it('is thrown by the Local API', async () => {
      const name = `poison ${randomUUID()}`

      await expect(
        app.inTenant('acme', () => payload.create({ collection: 'companies', data: { name } })),
      ).rejects.toThrow()
      expect(await named(name)).toEqual([])
    })

    it('leaves the connection fit for the next request', async () => {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          ask('POST', '/api/companies', { body: { name: 'poison' } }),
        ),
      )

      expect(await ask('GET', '/api/companies?limit=1')).toMatchObject({ status: 200 })
    })
  })

  describe('a read that fails in a hook which swallows the error', () => {
    const swallow: CollectionAfterChangeHook = async ({ doc, req }) => {
      try {
        await req.payload.findByID({ collection: 'companies', id: newId(), req })
      } catch {
        // As a careless plugin does.
      }

      return doc as unknown
    }
    const hooks = () => payload.collections['companies']?.config.hooks.afterChange

    afterEach(() => {
      const list = hooks()
      list?.splice(list.indexOf(swallow), 1)
    })

    it('does not answer success with a lost create: Local API', async () => {
      hooks()?.push(swallow)
      const name = `swallowed ${randomUUID()}`
      const outcome = await app.inTenant('acme', () =>
        payload.create({ collection: 'companies', data: { name } }).then(
          () => 'kept',
          () => 'refused',
        ),
      )

      expect((await named(name)).length).toBe(outcome === 'kept' ? 1 : 0)
    })

    it.each(['POST', 'PATCH'])(
      'does not answer success with a lost write: form %s',
      async (method) => {
        const id = await company()
        hooks()?.push(swallow)
        const name = `swallowed ${randomUUID()}`
        const path = method === 'POST' ? '/api/companies' : `/api/companies/${id}`
        const answer = await ask(method, path, formOf({ name }))

        expect((await named(name)).length).toBe(answer.status < 300 ? 1 : 0)
      },
    )

    it('does not answer success with a lost bulk update: Local API', async () => {
      const id = await company()
      hooks()?.push(swallow)
      const name = `swallowed ${randomUUID()}`
      const where = { id: { equals: id } }
      const outcome = await app.inTenant('acme', () =>
        payload.update({ collection: 'companies', data: { name }, where }).then(
          (result) => result.docs.length,
          () => 0,
        ),
      )

      expect((await named(name)).length).toBe(outcome)
    })
  })

  describe('two people who change one record', () => {
    it.each([
      ['JSON', (data: object) => ({ body: data })],
      ['form', (data: Record<string, unknown>) => formOf(data)],
    ])('both keep their fields, ten times over: %s', async (_way, request) => {
      for (let round = 0; round < 10; round += 1) {
        const id = await company()
        const path = `/api/companies/${id}`
        const answers = await Promise.all([
          ask('PATCH', path, request({ industry: `industry ${round}` })),
          ask('PATCH', path, request({ description: `description ${round}` })),
        ])

        expect(answers.map(({ status }) => status)).toEqual([200, 200])
        expect(await stored(id)).toMatchObject({
          description: `description ${round}`,
          industry: `industry ${round}`,
        })
      }
    })

    it('learn of each other by the version: 409 with both numbers, nothing written', async () => {
      const id = await company()
      const first = await ask('PATCH', `/api/companies/${id}`, {
        body: { industry: 'a', version: 1 },
      })
      const second = await ask('PATCH', `/api/companies/${id}`, {
        body: { industry: 'b', version: 1 },
      })

      expect(first).toMatchObject({ status: 200 })
      expect(second).toMatchObject({ status: 409 })
      expect(second.json).toMatchObject({ errors: [{ code: 'RECORD_VERSION_CONFLICT' }] })
      expect(second.text).toMatch(/version 1\b.*version 2\b/)
      expect(await stored(id)).toMatchObject({ industry: 'a', version: 2 })
    })
  })

  describe('a change of many', () => {
    it('says of each row what the database says', async () => {
      const ids = await Promise.all([company(), company(), company(), company()])
      const [bad] = ids
      const answer = await ask('PATCH', `/api/companies?${inIds(ids)}`, { body: { parent: bad } })
      const { docs, errors } = answer.json as Bulk
      const children = await app.sql('select id from companies where parent_id = $1', [bad])

      expect(answer).toMatchObject({ status: 200 })
      expect(errors.map(({ id }) => id)).toEqual([bad])
      expect(docs.map(({ id }) => id).toSorted()).toEqual(ids.slice(1).toSorted())
      expect(children.map(({ id }) => String(id)).toSorted()).toEqual(ids.slice(1).toSorted())
    })

    it('says so where the database refuses the second row', async () => {
      const made = await Promise.all(
        [1, 2, 3].map((number) =>
          ask('POST', '/api/products', { body: { name: `Bulk ${number} ${randomUUID()}` } }),
        ),
      )
      const sku = randomUUID()
      const answer = await ask('PATCH', `/api/products?${inIds(made.map(idOf))}`, { body: { sku } })
      const { docs, errors } = answer.json as Bulk
      const kept = await app.sql('select id from products where sku = $1', [sku])

      expect([docs.length, errors.length]).toEqual([1, 2])
      expect(errors.every(({ code }) => code === 'RECORD_DUPLICATE')).toBe(true)
      expect(kept.map(({ id }) => String(id))).toEqual(docs.map(({ id }) => id))
    })

    it('is thrown or told truly by the Local API', async () => {
      const made = await Promise.all(
        [1, 2, 3].map((number) =>
          ask('POST', '/api/products', { body: { name: `Local ${number} ${randomUUID()}` } }),
        ),
      )
      const sku = randomUUID()
      const where = { id: { in: made.map(idOf) } }
      const reported = await app.inTenant('acme', () =>
        payload.update({ collection: 'products', data: { sku }, where }).then(
          ({ docs }) => docs.map(({ id }) => String(id)),
          () => [],
        ),
      )
      const kept = await app.sql('select id from products where sku = $1', [sku])

      expect(kept.map(({ id }) => String(id))).toEqual(reported)
    })

    it('does not exist as a form or in the way of Payload', async () => {
      const id = await company()
      const before = await stored(id)
      const changed = await ask(
        'PATCH',
        `/api/companies?${inIds([id])}`,
        formOf({ name: 'changed' }),
      )

      expect(changed).toMatchObject({ status: 404 })
      expect(await stored(id)).toEqual(before)
    })

    it('asks for a condition', async () => {
      const empty = ['', '?where=', '?where[id]=', '?where[and]=', '?where[or][0][and]=']
      for (const query of [...empty, '?where[or][0][name][equals]=x&where[or][1][and]=']) {
        expect(await ask('PATCH', `/api/companies${query}`, { body: {} })).toMatchObject({
          status: 400,
        })
        expect(await ask('DELETE', `/api/companies${query}`)).toMatchObject({ status: 400 })
      }
    })
  })

  describe('the doors of Payload', () => {
    const DOORS = [
      'first-register',
      'forgot-password',
      'init',
      'login',
      'logout',
      'refresh-token',
      'reset-password',
      'unlock',
      `verify/${newId()}`,
      `${newId()}/api-key/reveal`,
    ]

    it.each(DOORS)('are shut to anonymous people in an empty tenant: %s', async (door) => {
      const before = await app.sql('select count(*) from users')
      const data = { email: 'attacker@empty.test', name: 'Attacker', password: 'attacker attacker' }
      for (const request of [{ body: data }, formOf(data)]) {
        for (const method of ['GET', 'PATCH', 'POST']) {
          const answer = await app.request('empty', method, `/api/users/${door}`, request)

          expect([401, 404]).toContain(answer.status)
        }
      }
      expect(await app.sql('select count(*) from users')).toEqual(before)
    })

    it.each(DOORS)('do not exist for people who are signed in either: %s', async (door) => {
      const data = { email: 'admin@acme.test', password: 'tenon-demo' }
      for (const request of [{ body: data }, formOf(data)]) {
        const answer = await ask('POST', `/api/users/${door}`, request)

        expect(answer).toMatchObject({ status: 404 })
        expect(answer.headers['set-cookie']).toBeUndefined()
      }
    })

    it.each([
      '/api/graphql',
      '/api/graphql-playground',
      '/api/payload-jobs/run',
      '/api/payload-kv',
      '/api/payload-locked-documents',
      '/api/payload-migrations',
      '/api/payload-preferences',
      '/api/globals/settings',
      '/api/companies/versions',
      '/api/og',
      '/api/reorder',
    ])('stay absent: %s', async (path) => {
      for (const method of ['DELETE', 'GET', 'PATCH', 'POST', 'PUT']) {
        const answer = await ask(
          method,
          path,
          method === 'GET' ? {} : { body: { query: '{ __typename }' } },
        )

        expect(answer).toMatchObject({ status: 404 })
      }
    })

    it('keep no locks on documents', async () => {
      const tables = await app.sql(
        "select table_name from information_schema.tables where table_name like '%locked%'",
      )

      expect(tables).toEqual([])
      expect(Object.keys(payload.collections)).not.toContain('payload-locked-documents')
    })
  })

  describe('twenty sign-ins at once', () => {
    it('all stay alive', async () => {
      const sessions = await Promise.all(
        Array.from({ length: 20 }, () => app.signIn('acme', 'rep@acme.test', { fresh: true })),
      )
      const answers = await Promise.all(
        sessions.map((session) =>
          app.request('acme', 'GET', '/api/auth/me', { token: session.token }),
        ),
      )

      expect(new Set(sessions.map((session) => session.token)).size).toBe(20)
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    })
  })

  describe('pages and depth', () => {
    const form = (text: string) => ({
      body: text,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-payload-http-method-override': 'GET',
      },
    })

    it.each([
      ['GET', '?limit=100000', {}],
      ['GET', '?limit=0', {}],
      ['GET', '?limit=100000&depth=1', {}],
      ['GET', '?limit=0&depth=1', {}],
      ['GET', '?depth=1&pagination=false', {}],
      ['GET', '?depth=1&limit=100000&limit=5', {}],
      ['GET', '?pagination=false&limit=5000', {}],
      ['POST', '', form('limit=100000')],
      ['POST', '?limit=5', form('limit=100000')],
      ['POST', '', form('pagination=false')],
      ['POST', '', { body: { limit: 100_000 }, headers: { 'x-http-method-override': 'GET' } }],
    ])('stay within 200 rows: %s %s', async (method, query, request) => {
      const answer = await ask(method, `/api/deal-stage-history${query}`, request)
      const { docs } = answer.json as { docs: unknown[] }

      expect(answer).toMatchObject({ status: 200 })
      expect(docs.length).toBeGreaterThan(0)
      expect(docs.length).toBeLessThanOrEqual(200)
    })

    it('go no deeper than two', async () => {
      const [one] = await app.sql(
        'select d.id from deal_contacts d where d.tenant_id = $1 limit 1',
        [app.tenantId('acme')],
      )
      for (const request of [
        ask('GET', `/api/deal-contacts/${String(one?.['id'])}?depth=10`),
        ask('GET', `/api/deal-contacts?depth=10&limit=1`),
        ask('POST', '/api/deal-contacts', form('depth=10&limit=1')),
      ]) {
        const answer = await request

        expect(answer).toMatchObject({ status: 200 })
        expect(levels(answer.json)).toBeLessThanOrEqual(3)
      }
    })
  })
})

/** How many records lie inside one another. */
function levels(value: unknown): number {
  if (value === null || typeof value !== 'object') {
    return 0
  }
  const inner = Math.max(0, ...Object.values(value).map(levels))

  return inner + ('id' in value ? 1 : 0)
}

function idOf(answer: AppAnswer): string {
  return (answer.json as { doc: { id: string } }).doc.id
}

function inIds(ids: readonly string[]): string {
  return ids.map((id, index) => `where[id][in][${index}]=${id}`).join('&')
}

/** The one Payload of this process, as its screens find it. */
function runningPayload(): Payload {
  const { _payload: cached } = globalThis as { _payload?: Map<string, { payload: Payload | null }> }
  const payload = [...(cached?.values() ?? [])].find((one) => one.payload !== null)?.payload
  if (payload === null || payload === undefined) {
    throw new Error('Payload is not running in this process.')
  }

  return payload
}
