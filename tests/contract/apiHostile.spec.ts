import fc from 'fast-check'
import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { expectRefusal } from '../helpers/expectRefusal.ts'
import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp, testProduct } from '../helpers/testApp.ts'

describe('the API under hostile input', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, request: object = {}) =>
    app.request('acme', method, path, { token, ...request })
  const json = (text: string) => ({ body: text, headers: { 'content-type': 'application/json' } })

  describe('hostile queries', () => {
    const models = testProduct().crm.collections.map(({ slug }) => slug)
    const byPeople = new Set(
      testProduct().models.flatMap(({ slug, writtenBy }) => (writtenBy === 'people' ? [slug] : [])),
    )
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

            // What rules alone write, or nobody changes once it stands, nobody may write here.
            const refused = byPeople.has(one.slug) ? [] : [403]
            expect([200, 400, 404, ...refused]).toContain(answer.status)
            if (answer.status !== 200) {
              expectRefusal(answer)
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
              expectRefusal(answer)
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
