import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'

import type { RequestHandler } from 'express'
import { Router } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Principal } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import { createApp } from '../../src/server/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const VIEWS = [
  '/admin',
  '/admin/',
  '/admin/anything',
  '/admin/anything/deeper?tab=1',
  '/admin/collections/deals',
  '/admin/create-first-user',
  '/admin/login',
  '/admin/logout/../anything',
  '/ADMIN/anything',
  '/admin//anything',
  '/%61dmin/anything',
]

describe('a custom view of the admin', () => {
  let server: Server
  let person: null | Principal = null
  const rendered: RequestHandler = (_request, response) => {
    response.status(200).send('the view')
  }

  beforeAll(async () => {
    const tenant = {
      currency: 'EUR',
      id: newId(),
      locale: 'en',
      modules: {},
      name: 'Acme',
      slug: 'acme',
      status: 'active',
      timeZone: 'UTC',
    } as const
    const app = createApp({
      admin: rendered,
      authenticate: () => Promise.resolve(person),
      dataDir: tmpdir(),
      hostMeaning: () => Promise.resolve({ kind: 'tenant', tenant }),
      isReady: () => Promise.resolve({}),
      log: createLog({ level: 'silent' }),
      payloadConfig: {} as never,
      platform: Router(),
      rateLimits: { key: 0, tenant: 0 },
      requireSameOrigin: (_request, _response, next) => {
        next()
      },
      slugs: new Set(),
      tenantRoutes: Router(),
      trustProxy: [],
    })
    server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    server.close()
  })

  const look = (path: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      redirect: 'manual',
    })

  it.each(VIEWS)('is not rendered for anonymous people: %s', async (path) => {
    person = null
    const response = await look(path)

    expect(await response.text()).not.toContain('the view')
    expect([302, 404]).toContain(response.status)
    expect(response.headers.get('location') ?? '/logout').toMatch(/^\/log(?:in\?redirect=|out$)/)
  })

  it('is rendered for people who are signed in', async () => {
    person = { userId: newId() } as Principal
    const response = await look('/admin/anything')

    expect([response.status, await response.text()]).toEqual([200, 'the view'])
  })
})

describe('a write with a cookie', () => {
  let app: TestApp
  let session: { cookie: string; token: string }

  beforeAll(async () => {
    app = await testApp({ logLevel: 'fatal' })
    session = await app.signIn('acme', 'admin@acme.test')
  })
  afterAll(async () => {
    await app.close()
  })

  const write = (headers: Record<string, string>, part: object = {}) =>
    app.request('acme', 'POST', '/api/companies', {
      body: { name: 'Cross origin' },
      cookie: session.cookie,
      headers,
      ...part,
    })

  const count = async () => {
    const [row] = await app.sql("select count(*) from companies where name = 'Cross origin'")

    return Number(row?.['count'])
  }

  it.each([
    ['another site', () => ({ origin: 'https://evil.example' })],
    ['a sibling tenant', () => ({ origin: app.origin('northwind') })],
    ['the bare host', () => ({ origin: app.origin('localhost') })],
    ['another port', () => ({ origin: 'http://acme.localhost:1' })],
    ['an opaque page', () => ({ origin: 'null' })],
    ['a host that begins alike', () => ({ origin: `${app.origin('acme')}.evil.example` })],
    ['nowhere', () => ({})],
    ['a sibling without an origin', () => ({ 'sec-fetch-site': 'same-site' })],
    [
      'a foreign origin that claims to be our own',
      () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }),
    ],
    [
      'a forged host',
      () => ({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }),
    ],
  ])('is refused from %s', async (_from, headers) => {
    const answer = await write(headers())

    expect(answer).toMatchObject({ status: 403 })
    expect(answer.json).toMatchObject({ errors: [{ code: 'SERVER_ORIGIN_REFUSED' }] })
    expect(await count()).toBe(0)
  })

  it.each(['DELETE', 'PATCH', 'POST', 'PUT'])(
    'is refused for every method and route: %s',
    async (method) => {
      for (const path of [
        '/api/companies',
        '/api/auth/logout',
        '/login',
        '/admin',
        '/api/payload-preferences/x',
      ]) {
        const answer = await app.request('acme', method, path, {
          cookie: session.cookie,
          headers: { origin: app.origin('northwind') },
        })

        expect(answer).toMatchObject({ status: 403 })
      }
      expect(
        (await app.request('acme', 'GET', '/api/auth/me', { cookie: session.cookie })).status,
      ).toBe(200)
    },
  )

  it('passes from the own pages', async () => {
    const answer = await write({ origin: app.origin('acme') })

    expect(answer).toMatchObject({ status: 201 })
    expect(await count()).toBe(1)
  })

  it('counts for nothing beside a bearer token', async () => {
    const bad = await write({ origin: app.origin('acme') }, { token: 'x'.repeat(43) })
    const viewer = await app.signIn('acme', 'viewer@acme.test')
    const asViewer = await write({ origin: 'https://evil.example' }, { token: viewer.token })

    expect(bad).toMatchObject({ status: 401 })
    expect(asViewer).toMatchObject({ status: 403 })
    expect(asViewer.json).toMatchObject({ errors: [{ code: 'RECORD_FORBIDDEN' }] })
  })

  it('opens no other tenant', async () => {
    const answer = await app.request('northwind', 'GET', '/api/companies', {
      cookie: session.cookie,
    })

    expect(answer).toMatchObject({ status: 401 })
  })
})
