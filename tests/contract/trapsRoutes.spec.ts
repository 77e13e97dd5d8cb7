import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { formOf } from '../helpers/formOf.ts'
import { runningPayload } from '../helpers/runningPayload.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('traps of Payload: its routes', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'fatal', tenants: ['empty'] })
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, request: object = {}) =>
    app.request('acme', method, path, { token, ...request })

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
      expect(Object.keys(runningPayload().collections)).not.toContain('payload-locked-documents')
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
