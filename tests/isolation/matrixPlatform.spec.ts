import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { listRoutes } from '../../src/server/index.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const HOST = 'localhost'

/** Routes of the bare host that name a tenant; every one must be closed to all but staff. */
const BY_SLUG = [
  'GET /api/platform/tenants/:slug/usage',
  'PATCH /api/platform/tenants/:slug/quotas',
  'POST /api/platform/tenants/:slug/resume',
  'POST /api/platform/tenants/:slug/support',
  'POST /api/platform/tenants/:slug/suspend',
  'GET /tenants/:slug/support',
  'POST /tenants/:slug/resume',
  'POST /tenants/:slug/support',
  'POST /tenants/:slug/suspend',
]

/** Routes of the bare host that name no tenant, and why nothing of one can be had there. */
const WITHOUT_SLUGS: Readonly<Record<string, string>> = {
  'GET /': 'staff see the tenants, all others the page for signing in',
  'GET /account/second-factor': 'the own account of staff',
  'GET /admin': 'leads to the page for signing in',
  'GET /api/auth/me': 'the person alone',
  'GET /api/auth/second-factor': 'the own account of staff',
  'GET /api/platform/audit': 'asked below',
  'GET /api/platform/tenants': 'asked below',
  'GET /audit': 'asked below',
  'GET /forgot-password': 'a page without data',
  'GET /go': 'answers the same for every name, asked below',
  'GET /login': 'leads to the page for signing in',
  'GET /people': 'asked below',
  'GET /second-factor': 'a form without data',
  'GET /reset-password': 'a page that shows its token to nobody but its bearer',
  'POST /account/second-factor': 'the own account of staff',
  'POST /api/auth/forgot-password': 'answers the same for every address',
  'POST /api/auth/login': 'names no record',
  'POST /api/auth/logout': 'ends the own session',
  'POST /api/auth/reset-password': 'a secret of the account itself',
  'POST /api/platform/second-factor-reset': 'asked below',
  'POST /api/platform/staff': 'asked below',
  'POST /api/platform/tenants': 'asked below',
  'POST /api/auth/second-factor': 'a secret of the account itself',
  'POST /api/auth/second-factor/confirmation': 'the own account of staff',
  'POST /api/auth/second-factor/enrolment': 'the own account of staff',
  'POST /api/auth/second-factor/removal': 'the own account of staff',
  'POST /find': 'answers the same for every address',
  'POST /forgot-password': 'answers the same for every address',
  'POST /login': 'names no record',
  'POST /logout': 'ends the own session',
  'POST /people/second-factor': 'asked below',
  'POST /reset-password': 'a secret of the account itself',
  'POST /second-factor': 'a secret of the account itself',
  'POST /setup': 'asked below',
  'POST /tenants': 'asked below',
}

/** Routes that only the platform's staff may use, whatever they name. */
const STAFF_ONLY = [
  'GET /api/platform/audit',
  'GET /api/platform/tenants',
  'GET /audit',
  'GET /people',
  'POST /api/platform/second-factor-reset',
  'POST /api/platform/staff',
  'POST /api/platform/tenants',
  'POST /people/second-factor',
  'POST /setup',
  'POST /tenants',
]

type Asker = 'nobody' | 'staff' | 'tenant by bearer' | 'tenant by cookie'

describe('the platform beside the tenants', () => {
  let app: TestApp
  let signedIn: Record<'staff' | 'tenant', string>

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error', tenants: ['spare'] })
    const tenant = await app.signIn('acme', 'admin@acme.test')
    const staff = await app.request(HOST, 'POST', '/api/auth/login', {
      body: { email: 'platform@tenon.test', password: 'tenon-demo' },
    })
    signedIn = { staff: (staff.json as { token: string }).token, tenant: tenant.token }
  })
  afterAll(async () => {
    await app.close()
  })

  function as(asker: Asker): AppRequest {
    const origin = app.origin(HOST)
    switch (asker) {
      case 'staff':
        return { token: signedIn.staff }
      case 'tenant by bearer':
        return { token: signedIn.tenant }
      case 'tenant by cookie':
        return { cookie: `tenon-session=${signedIn.tenant}`, headers: { origin } }
      default:
        return {}
    }
  }
  const ask = (route: string, asker: Asker, slug = '', more: AppRequest = {}) => {
    const [method = '', path = ''] = route.split(' ')
    const request = as(asker)

    return app.request(HOST, method, path.replace(':slug', slug), {
      ...request,
      ...more,
      headers: { ...request.headers, ...more.headers },
    })
  }
  const seen = ({ headers, status, text }: AppAnswer) =>
    `${status} ${headers.location ?? ''} ${text}`

  it('has a row or a reason for every route of the bare host', () => {
    const routes = listRoutes(app.server.app, app.server.platform)
      .filter(({ host }) => host === 'platform')
      .map(({ method, path }) => `${method} ${path}`)
    const covered = [...BY_SLUG, ...Object.keys(WITHOUT_SLUGS)]

    expect(routes.filter((route) => !covered.includes(route))).toEqual([])
    expect(BY_SLUG.filter((route) => !routes.includes(route))).toEqual([])
  })

  it.each(
    BY_SLUG.flatMap((route) =>
      (['nobody', 'tenant by bearer', 'tenant by cookie'] as const).map((asker) => ({
        asker,
        route,
      })),
    ),
  )(
    '$route tells $asker nothing: own, foreign and missing tenants answer alike',
    async ({ asker, route }) => {
      const statuses = 'select slug, status from tenants order by slug'
      const before = await app.sql(statuses)
      const answers = await Promise.all(
        ['acme', 'northwind', 'nosuchtenant'].map(async (slug) =>
          seen(await ask(route, asker, slug)),
        ),
      )

      expect(new Set(answers).size).toBe(1)
      expect(answers[0]).toMatch(route.includes('/api/') ? /^401 / : /^303 \/ /)
      expect(await app.sql(statuses)).toEqual(before)
    },
  )

  // Support asks for a second factor besides; tests/contract/support.spec.ts has one.
  it.each(BY_SLUG.filter((route) => !route.endsWith('/support')))(
    '%s works for staff',
    async (route) => {
      const body = route.startsWith('PATCH') ? { body: { users: 100 } } : {}
      const done = await ask(route, 'staff', 'spare', body)
      const missing = await ask(route, 'staff', 'nosuchtenant', body)

      expect([200, 303]).toContain(done.status)
      expect([400, 404]).toContain(missing.status)
    },
  )

  it.each(STAFF_ONLY)(
    '%s is closed to the session of a tenant as it is to nobody',
    async (route) => {
      const body = route.startsWith('POST') ? { body: {} } : {}
      const answers = await Promise.all(
        (['nobody', 'tenant by bearer', 'tenant by cookie'] as const).map(async (asker) =>
          seen(await ask(route, asker, '', body)),
        ),
      )

      expect(new Set(answers).size).toBe(1)
      expect(answers[0]).toMatch(/^(?:401|303) /)
      expect((await ask(route, 'staff', '', body)).status).not.toBe(401)
    },
  )

  it('shows the session of a tenant no more of the bare host than nobody', async () => {
    const paths = ['/', '/?search=north', '/api/auth/me', '/api/platform/tenants?search=north']
    for (const path of paths) {
      const nobody = seen(await ask(`GET ${path}`, 'nobody'))

      expect(seen(await ask(`GET ${path}`, 'tenant by cookie'))).toBe(nobody)
      expect(nobody).not.toContain('northwind')
    }
  })

  it('leads to any name alike, whether or not there is such a tenant', async () => {
    const leads = await Promise.all(
      ['northwind', 'nosuchtenant'].map(async (slug) => {
        const answer = await ask(`GET /go?tenant=${slug}`, 'nobody')

        return seen(answer).replaceAll(slug, '<slug>')
      }),
    )

    expect(leads[0]).toBe(leads[1])
  })

  it('makes the session of staff nobody on the host of a tenant, on every route', async () => {
    const { docs } = (
      await app.request('acme', 'GET', '/api/companies?limit=1', { token: signedIn.tenant })
    ).json as { docs: { id: string }[] }
    const routes = listRoutes(app.server.app, app.server.platform).filter(
      ({ host, path }) => host === 'tenant' && !path.endsWith('forgot-password'),
    )
    const differing: string[] = []
    for (const { method, path } of routes) {
      const target = (path.split(' ')[0] ?? '')
        .replace(':slug', 'companies')
        .replace(':id', docs[0]?.id ?? '')
        .replace(/:\w+/g, 'anything1')
      const answer = async (token?: string) =>
        withoutNoise(
          seen(
            await app.request('acme', method, target, {
              ...(method === 'GET' ? {} : { body: {} }),
              ...(token === undefined ? {} : { token }),
            }),
          ),
        )
      if ((await answer(signedIn.staff)) !== (await answer())) {
        differing.push(`${method} ${path}`)
      }
    }

    expect(routes.length).toBeGreaterThan(40)
    expect(differing).toEqual([])
  }, 60_000)
})

function withoutNoise(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)/g, '<time>')
}
