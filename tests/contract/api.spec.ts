import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { CORRELATION, expectRefusal } from '../helpers/expectRefusal.ts'
import type { Refusal } from '../helpers/expectRefusal.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('the API', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp({ tenants: ['closed'] })
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, request: object = {}) =>
    app.request('acme', method, path, { token, ...request })

  describe('hosts', () => {
    it.each([
      'nobody.localhost',
      'example.com',
      'acme.localhost.example.com',
      '127.0.0.1',
      'xn--a.localhost',
    ])('that are unknown answer 404: %s', async (host) => {
      const answer = await app.request(host, 'GET', '/api/deals', { token })

      expect([answer.status, (answer.json as Refusal).errors[0]?.code]).toEqual([
        404,
        'SERVER_HOST_UNKNOWN',
      ])
      expectRefusal(answer)
    })

    it('of a suspended tenant answer 403, to its people too', async () => {
      const person = await app.signIn('closed', 'admin@closed.test')
      const staff = await platformToken(app)
      const suspend = await app.request(
        'localhost',
        'POST',
        '/api/platform/tenants/closed/suspend',
        { token: staff },
      )
      expect(suspend).toMatchObject({ status: 200 })

      for (const path of ['/api/deals', '/api/auth/me', '/api/nothing']) {
        const answer = await app.request('closed', 'GET', path, { token: person.token })

        expect([answer.status, (answer.json as Refusal).errors[0]?.code]).toEqual([
          403,
          'SERVER_TENANT_SUSPENDED',
        ])
      }
    })
  })

  describe('correlation', () => {
    it('is made where none is given, and differs', async () => {
      const [one, other] = await Promise.all([ask('GET', '/api/deals'), ask('GET', '/api/deals')])

      expect(one.headers['x-correlation-id']).toMatch(CORRELATION)
      expect(one.headers['x-correlation-id']).not.toBe(other.headers['x-correlation-id'])
    })

    it.each([
      '/api/deals?limit=1',
      '/api/deals?limit=1&depth=1',
      '/api/nothing',
      '/health',
      '/login',
    ])('comes back and stands in the log: %s', async (path) => {
      const given = `test-${newId()}`
      const answer = await ask('GET', path, { headers: { 'x-correlation-id': given } })
      const lines = app.logs().filter((line) => line['correlationId'] === given)

      expect(answer.headers['x-correlation-id']).toBe(given)
      expect(lines).toMatchObject([
        { method: 'GET', path: path.split('?')[0], status: answer.status },
      ])
    })

    it.each(['short', 'with space and more', 'x'.repeat(65), '<script>alert(1)</script>'])(
      'does not take over what is no id: %s',
      async (given) => {
        const answer = await ask('GET', '/health', { headers: { 'x-correlation-id': given } })

        expect(answer.headers['x-correlation-id']).toMatch(CORRELATION)
        expect(answer.headers['x-correlation-id']).not.toBe(given)
      },
    )

    it('is the number that an unexpected fault names, and its log line tells tenant and person', async () => {
      await app.sql('alter table products rename to products_away')
      try {
        const answer = await ask('GET', '/api/products', {
          headers: { 'x-correlation-id': 'fault-0001' },
        })
        const [line] = app
          .logs()
          .filter((one) => one['correlationId'] === 'fault-0001' && one['level'] === 50)

        expect(answer).toMatchObject({ status: 500 })
        expect(answer.text).toContain('fault-0001')
        expect(answer.text).not.toMatch(/products|relation|select/i)
        expect(line).toMatchObject({ tenant: app.tenantId('acme') })
      } finally {
        await app.sql('alter table products_away rename to products')
      }
    })

    it('goes with lines that hold no secret', () => {
      const text = JSON.stringify(app.logs())

      expect(text.length).toBeGreaterThan(1000)
      expect(text).not.toContain(token)
      expect(text).not.toContain('tenon-demo')
    })
  })

  describe('health', () => {
    it.each(['/health', '/ready'])('names no tenant and asks for nobody: %s', async (path) => {
      for (const host of ['acme', 'localhost', 'nobody.example.com']) {
        const answer = await app.request(host, 'GET', path)

        expect(answer).toMatchObject({ status: 200 })
        expect(answer.text).not.toMatch(/acme|northwind|tenant/i)
      }
    })
  })
})

async function platformToken(app: TestApp): Promise<string> {
  const answer = await app.request('localhost', 'POST', '/api/auth/login', {
    body: { email: 'platform@tenon.test', password: 'tenon-demo' },
  })

  return (answer.json as { token: string }).token
}
