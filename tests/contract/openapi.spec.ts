import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { listRoutes } from '../../src/server/index.ts'
import { de } from '../../src/server/openapi/translations/de.ts'
import { en } from '../../src/server/openapi/translations/en.ts'
import type { ApiDocument } from '../helpers/fuzz/types.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const PAGE = 'a page'
const PAYLOAD = 'a route of the screens, with forms of their own'
const SIGN_IN = 'a step of signing in or setting a password, made for the pages'
const SCREENS = 'made for the screens of an account'
const HEALTH = 'for the machine, on every host'

/** Routes that the description leaves out, and why; a prefix stands for all below it. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/ \(payload\)$/, PAYLOAD],
  [/^GET \/(?:health|metrics|ready)$/, HEALTH],
  [/^(?:GET|POST) \/(?!api\/|files\/)/, PAGE],
  [/^GET \/files\/:token$/, 'a link that another answer gives whole'],
  [/^GET \/api\/openapi\.json$/, 'the description itself'],
  [/^GET \/api\/stream(?:\/worker\.js)?$/, 'an answer without an end, described with the board'],
  [/^POST \/api\/auth\/(?:logout|forgot-password|reset-password|accept-invitation)$/, SIGN_IN],
  [/^(?:GET|POST) \/api\/auth\/(?:second-factor|support|switch)(?:\/|$)/, SIGN_IN],
  [/^GET \/api\/auth\/(?:mails|tenants)$/, SCREENS],
  [/^POST \/api\/auth\/(?:invitations|users\/:id\/(?:second-factor-reset|sign-out))$/, SCREENS],
]

describe('the description of the API', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp()
  })
  afterAll(async () => {
    await app.close()
  })

  async function describedFor(person: string): Promise<ApiDocument> {
    const { token } = await app.signIn('acme', `${person}@acme.test`)
    const answer = await app.request('acme', 'GET', '/api/openapi.json', { token })
    expect(answer.status).toBe(200)

    return answer.json as ApiDocument
  }

  function operationsOf(document: ApiDocument): string[] {
    return Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
  }

  function routeOf(operation: string): string {
    const slugs = app.product.crm.collections.map(({ slug }) => slug)
    const [method = '', path = ''] = operation.split(' ')
    const [, , slug = '', ...rest] = path.split('/')
    const isOwn =
      /^\/api\/(?:attachments\/(?:upload|\{id\}\/(?:file|link|thumbnail))|notifications\/read)$/.test(
        path,
      )
    const place = slugs.includes(slug) && !isOwn ? ['', 'api', ':slug', ...rest].join('/') : path

    return `${method} ${place.replaceAll(/\{(\w+)\}/g, ':$1')}`
  }

  it('describes every route of a tenant that is not left out for a reason', async () => {
    const described = new Set(operationsOf(await describedFor('admin')).map(routeOf))
    const routes = listRoutes(app.server.app, app.server.platform)
      .filter(({ host }) => host !== 'platform')
      .map(({ method, path }) => `${method} ${path}`)
    const silent = routes.filter(
      (route) => !described.has(route) && !LEFT_OUT.some(([pattern]) => pattern.test(route)),
    )

    expect(silent).toEqual([])
    expect([...described].filter((route) => !routes.includes(route))).toEqual([])
    // A reason for a route that is not there says nothing.
    expect(LEFT_OUT.filter(([pattern]) => !routes.some((route) => pattern.test(route)))).toEqual([])
  })

  it('tells nobody of what their roles do not reach', async () => {
    const viewer = operationsOf(await describedFor('viewer'))
    const rep = operationsOf(await describedFor('rep'))

    expect(viewer).toContain('GET /api/companies')
    expect(viewer.filter((operation) => /^\w+ \/api\/companies/.test(operation))).toHaveLength(5)
    expect(viewer).not.toContain('POST /api/exports')
    expect(viewer).not.toContain('POST /api/imports')
    expect(viewer).not.toContain('GET /api/settings')
    expect(viewer).not.toContain('GET /api/rights/why')
    expect(rep).toContain('POST /api/companies')
    expect(rep).not.toContain('POST /api/companies/bulk')
  })

  it('tells an API key of nothing about accounts', async () => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    const made = await app.request('acme', 'POST', '/api/auth/api-keys', {
      body: { name: 'Description', role: 'viewer' },
      token,
    })
    const { key } = made.json as { key: string }
    const answer = await app.request('acme', 'GET', '/api/openapi.json', { token: key })
    const paths = Object.keys((answer.json as ApiDocument).paths)

    expect(paths.filter((path) => path.startsWith('/api/auth'))).toEqual(['/api/auth/me'])
  })

  it('has schemas that compile and names every operation once', async () => {
    const document = await describedFor('admin')
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )

    const broken = Object.keys(document.components.schemas).filter((name) => {
      try {
        ajv.compile({ $ref: `#/components/schemas/${name}`, components: document.components })

        return false
      } catch {
        return true
      }
    })

    expect(broken).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('speaks the language of its reader', async () => {
    const { token } = await app.signIn('northwind', 'admin@northwind.test')
    const german = await app.request('northwind', 'GET', '/api/openapi.json', { token })
    const { token: english } = await app.signIn('acme', 'admin@acme.test')
    const answer = await app.request('acme', 'GET', '/api/openapi.json', { token: english })

    expect(german.text).toContain(de.status409)
    expect(german.text).not.toContain(en.status409)
    expect(answer.text).toContain(en.status409)
    expect(`${german.text}${answer.text}`).not.toMatch(/"description":"(?:openapi:|")/)
  })
})
