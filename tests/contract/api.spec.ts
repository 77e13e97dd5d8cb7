import fc from 'fast-check'
import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp, testProduct } from '../helpers/testApp.ts'

type Refusal = { errors: { code: string; field?: string; message: string }[] }

const CORRELATION = /^[\w.-]{8,64}$/

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
  const json = (text: string) => ({ body: text, headers: { 'content-type': 'application/json' } })

  describe('refusals', () => {
    const id = newId()
    const cases: [string, number, string, () => Promise<AppAnswer>][] = [
      [
        'an unknown route',
        404,
        'SERVER_ROUTE_UNKNOWN',
        () => ask('GET', '/api/nothing/here/at/all'),
      ],
      ['an unknown collection', 404, 'SERVER_ROUTE_UNKNOWN', () => ask('GET', '/api/nothing')],
      ['an unknown page', 404, 'SERVER_ROUTE_UNKNOWN', () => ask('GET', '/nothing')],
      ['nobody', 401, 'SERVER_SIGN_IN_REQUIRED', () => app.request('acme', 'GET', '/api/deals')],
      [
        'a bad token',
        401,
        'SERVER_SIGN_IN_REQUIRED',
        () => ask('GET', '/api/deals', { token: 'x'.repeat(43) }),
      ],
      ['a missing record', 404, 'RECORD_NOT_FOUND', () => ask('GET', `/api/deals/${id}`)],
      [
        'a missing record in depth',
        404,
        'RECORD_NOT_FOUND',
        () => ask('GET', `/api/deals/${id}?depth=1`),
      ],
      ['an id of another shape', 404, 'RECORD_NOT_FOUND', () => ask('GET', '/api/deals/12345')],
      [
        'a broken body',
        400,
        'SERVER_BODY_INVALID',
        () => ask('POST', '/api/deals', json('{"title":')),
      ],
      [
        'a body that is a list',
        400,
        'SERVER_BODY_INVALID',
        () => ask('POST', '/api/deals', json('[]')),
      ],
      [
        'a body that is a text',
        400,
        'SERVER_BODY_INVALID',
        () => ask('POST', '/api/deals', json('"x"')),
      ],
      [
        'a huge body',
        413,
        'SERVER_BODY_TOO_LARGE',
        () => ask('POST', '/api/deals', json(`{"title":"${'x'.repeat(1_100_000)}"}`)),
      ],
      [
        'a huge form',
        413,
        'SERVER_BODY_TOO_LARGE',
        () => ask('POST', '/api/deals', formOf({ title: 'x'.repeat(4_300_000) })),
      ],
      [
        'a broken form',
        400,
        'SERVER_BODY_INVALID',
        () => ask('POST', '/api/deals', formOf('{"title":')),
      ],
      [
        'a NUL in a text',
        400,
        'RECORD_FIELD_INVALID',
        () => ask('POST', '/api/companies', { body: { name: 'a\u0000b' } }),
      ],
      [
        'a NUL in a text of a form',
        400,
        'RECORD_FIELD_INVALID',
        () => ask('POST', '/api/companies', formOf({ name: 'a\u0000b' })),
      ],
      [
        'a NUL in JSON',
        400,
        'RECORD_FIELD_INVALID',
        () =>
          ask('POST', '/api/roles', {
            body: {
              key: 'nul',
              name: { en: 'a\u0000b' },
              permissions: { actions: [], collections: {} },
            },
          }),
      ],
      [
        'half a character',
        400,
        'RECORD_FIELD_INVALID',
        () => ask('POST', '/api/companies', json('{"name":"a\\ud800b"}')),
      ],
      [
        'a number too large',
        400,
        'RECORD_FIELD_INVALID',
        () => ask('POST', '/api/companies', json('{"name":"a","revenue":1e300}')),
      ],
      [
        'an unknown field',
        400,
        'RECORD_FIELD_UNKNOWN',
        () => ask('POST', '/api/companies', { body: { name: 'a', nothing: 1 } }),
      ],
      [
        'a missing value',
        400,
        'RECORD_FIELD_REQUIRED',
        () => ask('POST', '/api/companies', { body: {} }),
      ],
      [
        'an unknown operator',
        400,
        'RECORD_QUERY_INVALID',
        () => ask('GET', '/api/deals?where[title][near]=1'),
      ],
      [
        'an unknown field of a query',
        400,
        'RECORD_QUERY_INVALID',
        () => ask('GET', '/api/deals?where[nothing][equals]=1'),
      ],
      [
        'an unknown order',
        400,
        'RECORD_QUERY_INVALID',
        () => ask('GET', '/api/deals?sort=nothing'),
      ],
      [
        'a tree too deep',
        400,
        'RECORD_QUERY_INVALID',
        () => ask('GET', `/api/deals?where${'[and][0]'.repeat(12)}[title][equals]=1`),
      ],
      [
        'a tree too deep for Payload',
        400,
        'RECORD_QUERY_INVALID',
        () =>
          ask(
            'GET',
            `/api/deals?depth=1&where${'[and][0]'.repeat(4)}${'[or][0]'.repeat(6)}[title][equals]=1`,
          ),
      ],
      [
        'a tree too wide',
        400,
        'RECORD_QUERY_INVALID',
        () =>
          ask(
            'GET',
            `/api/deals?${Array.from({ length: 201 }, (_none, index) => `where[or][${index}][title][equals]=1`).join('&')}`,
          ),
      ],
      ['a page of letters', 400, 'RECORD_QUERY_INVALID', () => ask('GET', '/api/deals?page=x')],
      [
        'a wrong field at the door',
        400,
        'SERVER_FIELD_INVALID',
        () => ask('POST', '/api/auth/login', { body: { email: 1 } }),
      ],
      [
        'a wrong password',
        401,
        'IDENTITY_CREDENTIALS_WRONG',
        () =>
          app.request('acme', 'POST', '/api/auth/login', {
            body: { email: 'viewer@acme.test', password: 'wrong' },
          }),
      ],
      [
        'a relation that is missing',
        400,
        'RECORD_RELATION_MISSING',
        () => ask('POST', '/api/companies', { body: { name: 'a', owner: id } }),
      ],
    ]

    it.each(cases)('have one shape: %s', async (_what, status, code, send) => {
      const answer = await send()

      expect(answer).toMatchObject({ status: status })
      expect(answer.json).toMatchObject({ errors: [{ code }] })
      expectShape(answer)
    })
  })

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
      expectShape(answer)
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

  describe('hostile queries', () => {
    const models = testProduct().crm.collections.map(({ slug }) => slug)
    const hostile = fc.constantFrom(
      ...[
        `' or 1=1 --`,
        `"; drop table deals; --`,
        `$1`,
        `\\`,
        `%`,
        `_`,
        `') union select 1 --`,
        'null',
      ],
      ...[
        '\u0000',
        'a\u0000b',
        '\ud800',
        '{}',
        '[]',
        '{"a":1}',
        '',
        ' ',
        'true',
        'NaN',
        'Infinity',
      ],
      ...[
        '-0',
        '1e400',
        '9223372036854775808',
        '-9223372036854775809',
        '1.5',
        '0x10',
        '1e18',
        '1e19',
      ],
      ...[
        '0000-00-00',
        '2026-02-30',
        '+275760-09-13',
        '-271821-04-20',
        '9999-12-31T23:59:59Z',
        'now',
      ],
      ...['00000000-0000-0000-0000-000000000000', 'pg_sleep(10)', '(select 1)', 'a'.repeat(1500)],
    )
    const value = fc.oneof(
      hostile,
      fc.string({ unit: 'binary' }),
      fc.array(hostile, { maxLength: 4 }),
    )
    const operator = fc.oneof(
      fc.constantFrom(
        ...[
          'all',
          'contains',
          'equals',
          'exists',
          'greater_than',
          'greater_than_equal',
          'in',
          'intersects',
        ],
        ...[
          'less_than',
          'less_than_equal',
          'like',
          'near',
          'not_equals',
          'not_in',
          'not_like',
          'within',
        ],
      ),
      hostile,
      fc.constantFrom('__proto__', 'constructor', 'toString'),
    )
    const slug = fc.constantFrom(...models)
    const path = (one: string) => {
      const model = testProduct().models.find((each) => each.slug === one)
      const paths = [
        'id',
        ...(model?.fields ?? []).flatMap((field) => pathsOf(field.path, field.relationTo)),
      ]

      return fc.oneof(
        { arbitrary: fc.constantFrom(...paths), weight: 4 },
        { arbitrary: hostile, weight: 1 },
        {
          arbitrary: fc.constantFrom(
            'tenant_id',
            'tenantId',
            't.id',
            'owner.account.password_hash',
            '__proto__',
            'constructor',
          ),
          weight: 1,
        },
      )
    }

    it(
      'never make the server fail, in any place of any collection',
      { timeout: 240_000 },
      async () => {
        const query = slug.chain((one) =>
          fc.record({
            by: path(one),
            operator,
            path: path(one),
            place: fc.constantFrom('', '/count', '/summary', ' depth', ' form', ' many', ' delete'),
            slug: fc.constant(one),
            sort: fc.oneof(path(one), fc.constantFrom('id', '-createdAt')),
            value,
          }),
        )
        await fc.assert(
          fc.asyncProperty(query, async (one) => {
            const answer = await send(one)

            expect([200, 400, 404]).toContain(answer.status)
            if (answer.status !== 200) {
              expectShape(answer)
            }
          }),
          { numRuns: 600 },
        )
      },
    )

    async function send(one: {
      by: string
      operator: string
      path: string
      place: string
      slug: string
      sort: string
      value: unknown
    }): Promise<AppAnswer> {
      const where = { [one.path]: { [one.operator]: one.value } }
      const base = `/api/${one.slug}`
      switch (one.place) {
        case ' delete':
          // An id that nothing has keeps the records; the condition is compiled all the same.
          return ask(
            'DELETE',
            `${base}?${stringify({ where: { and: [{ id: { equals: newId() } }, where] } })}`,
          )
        case ' depth':
          return ask('GET', `${base}?${stringify({ depth: 1, sort: one.sort, where })}`)
        case ' form':
          return ask('POST', base, {
            body: stringify({ sort: one.sort, where }),
            headers: {
              'content-type': 'application/x-www-form-urlencoded',
              'x-payload-http-method-override': 'GET',
            },
          })
        case ' many':
          return ask(
            'PATCH',
            `${base}?${stringify({ where: { and: [{ id: { equals: newId() } }, where] } })}`,
            { body: {} },
          )
        case '/summary':
          return ask('GET', `${base}/summary?${stringify({ by: one.by, sum: one.sort, where })}`)
        default:
          return ask('GET', `${base}${one.place}?${stringify({ sort: one.sort, where })}`)
      }
    }

    it('never make the server fail in bodies either', { timeout: 240_000 }, async () => {
      const model = testProduct().models.find((each) => each.slug === 'deals')
      const field = fc.constantFrom(
        ...(model?.fields ?? []).map((each) => each.path.split('.')[0] ?? ''),
        'id',
        '__proto__',
      )
      const any = fc.oneof(hostile, fc.jsonValue(), fc.double(), fc.bigInt().map(Number))
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(field, any, { maxKeys: 3 }),
          fc.boolean(),
          async (body, isForm) => {
            const whole = { title: 'Fuzz', ...body }
            const answer = await ask('POST', '/api/deals', isForm ? formOf(whole) : { body: whole })

            expect(answer.status).toBeLessThan(500)
            if (answer.status >= 300) {
              expectShape(answer)
            }
          },
        ),
        { numRuns: 300 },
      )
    })

    it.each([
      ['nested lists', `{"permissions":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
      ['nested groups', `{"address":${'{"address":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
    ])('are refused when they are far too deep: %s', async (_what, text) => {
      const target = text.startsWith('{"permissions"') ? '/api/roles' : '/api/companies'
      const answer = await ask('POST', target, json(text))

      expect([400, 422]).toContain(answer.status)
    })
  })

  function pathsOf(path: string, relationTo: string | undefined): string[] {
    const related = testProduct().models.find((each) => each.slug === relationTo)

    return [path, ...(related?.fields ?? []).map((field) => `${path}.${field.path}`)]
  }
})

function expectShape(answer: AppAnswer): void {
  const { errors } = answer.json as Refusal

  expect(Object.keys(answer.json as object)).toEqual(['errors'])
  expect(errors.length).toBeGreaterThan(0)
  for (const error of errors) {
    expect(error.code).toMatch(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/)
    expect(error.message.length).toBeGreaterThan(5)
    expect(['string', 'undefined']).toContain(typeof error.field)
  }
  expect(answer.headers['x-correlation-id']).toMatch(CORRELATION)
}

async function platformToken(app: TestApp): Promise<string> {
  const answer = await app.request('localhost', 'POST', '/api/auth/login', {
    body: { email: 'platform@tenon.test', password: 'tenon-demo' },
  })

  return (answer.json as { token: string }).token
}
