import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import { expectRefusal } from '../helpers/expectRefusal.ts'
import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('refusals of the API', () => {
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
      expectRefusal(answer)
    })
  })
})
