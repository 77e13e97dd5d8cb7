import { randomUUID } from 'node:crypto'

import type { CollectionAfterChangeHook, Payload } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { formOf } from '../helpers/formOf.ts'
import { runningPayload } from '../helpers/runningPayload.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Bulk = { docs: { id: string }[]; errors: { code: string; id: string }[] }

describe('traps of Payload: writes', () => {
  let app: TestApp
  let payload: Payload
  let token: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'fatal' })
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

  describe('the trash', () => {
    it.each([
      ['JSON', (data: object) => ({ body: data })],
      ['form', (data: Record<string, unknown>) => formOf(data)],
    ])('takes a record and gives it back when the answer says so: %s', async (_way, request) => {
      const id = await company()
      const path = `/api/companies/${id}?trash=true`
      const trashed = await ask('PATCH', path, request({ deletedAt: new Date().toISOString() }))
      const inTrash = (await stored(id))['deleted_at']
      const restored = await ask('PATCH', path, request({ deletedAt: null }))

      expect([trashed.status, restored.status]).toEqual([200, 200])
      expect(inTrash).not.toBeNull()
      expect(await stored(id)).toMatchObject({ deleted_at: null })
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
})

function idOf(answer: AppAnswer): string {
  return (answer.json as { doc: { id: string } }).doc.id
}

function inIds(ids: readonly string[]): string {
  return ids.map((id, index) => `where[id][in][${index}]=${id}`).join('&')
}
