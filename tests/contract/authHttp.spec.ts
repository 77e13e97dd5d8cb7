import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createPlatformStaff } from '../../src/identity/index.ts'
import type { Ask, AuthServer, IdentityBench } from '../helpers/identityBench.ts'
import { authServer, identityBench, PASSWORD } from '../helpers/identityBench.ts'

type Refusal = { errors: { code: string; field?: string }[] }

describe('the routes of signing in', () => {
  let bench: IdentityBench
  let server: AuthServer

  beforeAll(async () => {
    bench = await identityBench()
    server = await authServer()
    await bench.member('alpha', 'demo@alpha.test', 'rep', true)
    await bench.member('alpha', 'rep@alpha.test', 'rep')
  })
  afterAll(async () => {
    await server.close()
    await bench.close()
  })
  beforeEach(async () => {
    await bench.fresh.superuser('delete from sign_in_attempts')
  })

  const login = (email = 'owner@alpha.test', request: Ask = {}) =>
    server.ask('/api/auth/login', { body: { email, password: PASSWORD }, ...request })

  async function signedIn(email?: string): Promise<{ cookie: string; token: string }> {
    const response = await login(email)
    const { token } = (await response.json()) as { token: string }

    return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', token }
  }

  async function refusal(asked: Promise<Response>): Promise<[number, string | undefined]> {
    const response = await asked
    const body = (await response.json()) as Refusal

    return [response.status, body.errors[0]?.code]
  }

  it('answers a sign-in with a host-only cookie, a token and the person', async () => {
    const response = await login()
    const cookie = response.headers.get('set-cookie') ?? ''

    expect(response.status).toBe(200)
    expect(cookie).toMatch(/^tenon-session=[\w-]{43}; /)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Domain/i)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({
      user: { email: 'owner@alpha.test', role: 'admin', tenant: { slug: 'alpha' } },
    })
  })

  it('tells who is signed in, by cookie or by bearer token', async () => {
    const { cookie, token } = await signedIn()
    const byCookie = await server.ask('/api/auth/me', { headers: { cookie } })
    const byBearer = await server.ask('/api/auth/me', {
      headers: { authorization: `Bearer ${token}` },
    })

    expect(await byCookie.json()).toEqual(await byBearer.json())
    expect(await refusal(server.ask('/api/auth/me'))).toEqual([401, 'SERVER_SIGN_IN_REQUIRED'])
  })

  it('ignores the cookie where there is a bearer token', async () => {
    const { cookie } = await signedIn()
    const headers = { authorization: 'Bearer wrong', cookie }

    expect(await refusal(server.ask('/api/auth/me', { headers }))).toEqual([
      401,
      'SERVER_SIGN_IN_REQUIRED',
    ])
  })

  it('refuses the session on the host of another tenant and on the bare host', async () => {
    const { cookie, token } = await signedIn()
    for (const host of ['beta.localhost', 'localhost']) {
      for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }]) {
        expect(await refusal(server.ask('/api/auth/me', { headers, host }))).toEqual([
          401,
          'SERVER_SIGN_IN_REQUIRED',
        ])
      }
    }
  })

  it('trusts neither of two cookies of the same name', async () => {
    const { cookie } = await signedIn()
    const planted = `tenon-session=${'x'.repeat(43)}; ${cookie}`

    expect(await refusal(server.ask('/api/auth/me', { headers: { cookie: planted } }))).toEqual([
      401,
      'SERVER_SIGN_IN_REQUIRED',
    ])
  })

  it('uses a cookie over TLS that no other host can plant', async () => {
    const tls = { from: '127.0.0.9', headers: { 'x-forwarded-proto': 'https' } }
    const response = await login('owner@alpha.test', tls)
    const cookie = response.headers.get('set-cookie') ?? ''
    const { token } = (await response.json()) as { token: string }
    const me = (value: string, from = tls.from) =>
      server.ask('/api/auth/me', { from, headers: { ...tls.headers, cookie: value } })

    expect(cookie).toMatch(/^__Host-tenon=/)
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).toMatch(/; Path=\//)
    expect((await me(`__Host-tenon=${token}`)).status).toBe(200)
    expect((await me(`tenon-session=${token}`)).status).toBe(401)
    expect((await me(`__Host-tenon=${token}`, '127.0.0.1')).status).toBe(401)
  })

  it.each([
    ['a sibling host', { origin: 'http://beta.localhost' }],
    ['another port', { origin: 'http://alpha.localhost:99' }],
    ['an opaque page', { origin: 'null' }],
    ['no origin at all', {}],
    ['a sibling without origin', { 'sec-fetch-site': 'same-site' }],
  ])('refuses a write with a cookie from %s', async (_from, headers: Record<string, string>) => {
    const { cookie } = await signedIn()
    const write = server.ask('/api/auth/logout', {
      headers: { ...headers, cookie },
      method: 'POST',
    })

    expect(await refusal(write)).toEqual([403, 'SERVER_ORIGIN_REFUSED'])
    expect((await server.ask('/api/auth/me', { headers: { cookie } })).status).toBe(200)
  })

  it.each([{ origin: 'http://alpha.localhost' }, { 'sec-fetch-site': 'same-origin' }])(
    'accepts a write with a cookie from its own pages',
    async (headers: Record<string, string>) => {
      const { cookie } = await signedIn()
      const left = await server.ask('/api/auth/logout', {
        headers: { ...headers, cookie },
        method: 'POST',
      })

      expect(left.status).toBe(200)
      expect(left.headers.get('set-cookie')).toMatch(/^tenon-session=; /)
      expect((await server.ask('/api/auth/me', { headers: { cookie } })).status).toBe(401)
    },
  )

  it('lets no other site sign somebody in', async () => {
    const headers = { origin: 'https://evil.example' }

    expect(await refusal(login('owner@alpha.test', { headers }))).toEqual([
      403,
      'SERVER_ORIGIN_REFUSED',
    ])
    const form = { email: 'owner@alpha.test', password: PASSWORD }
    expect((await server.ask('/api/auth/login', { form })).status).toBe(400)
  })

  it('accepts demo logins only from this machine with nothing forwarded', async () => {
    const body = { email: 'demo@alpha.test', password: 'tenon-demo' }
    const ask = (headers: Record<string, string>, of = server) =>
      of.ask('/api/auth/login', { body, headers })
    const off = await authServer(undefined, false)

    expect((await ask({})).status).toBe(200)
    for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']) {
      expect(await refusal(ask({ [name]: '127.0.0.1' }))).toEqual([
        401,
        'IDENTITY_CREDENTIALS_WRONG',
      ])
    }
    await bench.fresh.superuser('delete from sign_in_attempts')
    expect(await refusal(ask({}, off))).toEqual([401, 'IDENTITY_CREDENTIALS_WRONG'])
    await off.close()
  })

  it.each(['tenantId', 'demoAllowed', 'platformStaff', 'userId', '__proto__x'])(
    'refuses the field %s in a sign-in',
    async (field) => {
      const body = { email: 'owner@alpha.test', [field]: bench.beta, password: PASSWORD }
      const response = await server.ask('/api/auth/login', { body })

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        errors: [{ code: 'SERVER_FIELD_INVALID', field }],
      })
    },
  )

  it.each(['status', 'kind', 'accountId', 'tenantId', 'permissions', 'inviter'])(
    'refuses the field %s in an invitation',
    async (field) => {
      const { token } = await signedIn()
      const response = await server.ask('/api/auth/invitations', {
        body: { email: 'x@alpha.test', name: 'X', role: 'rep', [field]: 'active' },
        headers: { authorization: `Bearer ${token}` },
      })

      expect(await response.json()).toMatchObject({
        errors: [{ code: 'SERVER_FIELD_INVALID', field }],
      })
    },
  )

  it('lets only those who manage users invite', async () => {
    const { token } = await signedIn('rep@alpha.test')
    const asked = server.ask('/api/auth/invitations', {
      body: { email: 'y@alpha.test', name: 'Y', role: 'rep' },
      headers: { authorization: `Bearer ${token}` },
    })

    expect(await refusal(asked)).toEqual([403, 'SERVER_PERMISSION_REFUSED'])
  })

  it('invites, shows the mail to the inviter and lets the person in by form', async () => {
    const { token } = await signedIn()
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-host': 'evil.example' }
    const invited = await server.ask('/api/auth/invitations', {
      body: { email: 'guest@alpha.test', name: 'Guest <b>', role: 'viewer' },
      headers,
    })
    expect(invited.status).toBe(201)
    const [mail] = await bench.fresh.superuser<{ body_text: string }>(
      "select body_text from mails where to_address = 'guest@alpha.test'",
    )
    const link = /http\S+/.exec(mail?.body_text ?? '')?.[0] ?? ''
    expect(link).toMatch(/^http:\/\/alpha\.localhost:3000\/accept-invitation\?token=/)

    const secret = new URL(link).searchParams.get('token') ?? ''
    const page = await server.ask(`/accept-invitation?token=${secret}`, {
      headers: { 'accept-language': 'de-AT' },
    })
    const markup = await page.text()
    expect(markup).toContain('guest@alpha.test')
    expect(markup).toContain('lang="de"')
    expect(markup).not.toContain('<b>"')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")

    const entered = await server.ask('/accept-invitation', {
      form: { name: 'Guest', password: 'guest of honour', token: secret },
      headers: { origin: 'http://alpha.localhost' },
    })
    expect(entered.status).toBe(303)
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const me = await server.ask('/api/auth/me', { headers: { cookie } })
    expect(await me.json()).toMatchObject({ user: { name: 'Guest', role: 'viewer' } })
  })

  it('answers the same for a known and an unknown address that forgot its password', async () => {
    const answers = await Promise.all(
      ['owner@alpha.test', 'nobody@alpha.test', 'not an address'].map(async (email) => {
        const response = await server.ask('/api/auth/forgot-password', { body: { email } })

        return [response.status, await response.text()]
      }),
    )

    expect(new Set(answers.map(String)).size).toBe(1)
  })

  it('signs in by form and goes on only to a page of this host', async () => {
    const form = { email: 'owner@alpha.test', password: PASSWORD }
    const enter = (redirect: string) =>
      server.ask(`/login?redirect=${encodeURIComponent(redirect)}`, { form })

    expect((await enter('/admin/deals?x=1')).headers.get('location')).toBe('/admin/deals?x=1')
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/x']) {
      expect((await enter(path)).headers.get('location')).toBe('/')
    }
    const wrong = await server.ask('/login', { form: { ...form, password: '"><script>' } })
    expect(wrong.status).toBe(401)
    expect(await wrong.text()).not.toContain('<script>')
  })

  it('goes over to another tenant with a code, and never replaces who is signed in', async () => {
    await bench.member('beta', 'owner@alpha.test', 'viewer')
    const { cookie, token } = await signedIn()
    const headers = { authorization: `Bearer ${token}` }
    const asked = await server.ask('/api/auth/switch', { body: { tenant: 'beta' }, headers })
    const { url } = (await asked.json()) as { url: string }
    const path = url.replace('http://beta.localhost:3000', '')
    const other = await server.ask(path, { host: 'beta.localhost' })

    expect(other.status).toBe(303)
    const own = (other.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const me = await server.ask('/api/auth/me', {
      headers: { cookie: own },
      host: 'beta.localhost',
    })
    expect(await me.json()).toMatchObject({ user: { tenant: { slug: 'beta' } } })
    expect(await refusal(server.ask(path, { host: 'beta.localhost' }))).toEqual([
      400,
      'IDENTITY_CODE_INVALID',
    ])
    const again = await server.ask(path.replace(/code=.*/, 'code=any'), { headers: { cookie } })
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  it('lists and ends only the sessions of the person', async () => {
    const mine = await signedIn('rep@alpha.test')
    const other = await signedIn()
    const sessionsOf = async (token: string) => {
      const response = await server.ask('/api/auth/sessions', {
        headers: { authorization: `Bearer ${token}` },
      })

      return ((await response.json()) as { docs: { id: string; isCurrent: boolean }[] }).docs
    }
    const id = (await sessionsOf(mine.token)).find((session) => session.isCurrent)?.id ?? ''
    const end = (token: string) =>
      server.ask(`/api/auth/sessions/${id}`, {
        headers: { authorization: `Bearer ${token}` },
        method: 'DELETE',
      })

    expect(await refusal(end(other.token))).toEqual([404, 'IDENTITY_SESSION_MISSING'])
    expect((await end(mine.token)).status).toBe(200)
    expect(await refusal(end(mine.token))).toEqual([401, 'SERVER_SIGN_IN_REQUIRED'])
  })

  it('opens the console to the platform staff alone', async () => {
    await createPlatformStaff({ email: 'boss@platform.test', name: 'Boss', password: PASSWORD })
    const host = 'localhost'
    const owner = await login('owner@alpha.test', { host })
    expect(owner.status).toBe(401)
    const entered = await login('boss@platform.test', { host })
    const { token } = (await entered.json()) as { token: string }
    const headers = { authorization: `Bearer ${token}` }
    expect(await refusal(server.ask('/api/platform/tenants', { host }))).toEqual([
      401,
      'SERVER_SIGN_IN_REQUIRED',
    ])
    const listed = await server.ask('/api/platform/tenants?limit=1', { headers, host })
    expect(await listed.json()).toMatchObject({ docs: [{ slug: 'alpha' }], totalDocs: 2 })

    const act = (verb: string) =>
      server.ask(`/api/platform/tenants/beta/${verb}`, { headers, host, method: 'POST' })
    expect(await (await act('suspend')).json()).toMatchObject({ doc: { status: 'suspended' } })
    expect((await login('owner@beta.test', { host: 'beta.localhost' })).status).toBe(403)
    await act('resume')
    expect((await login('owner@beta.test', { host: 'beta.localhost' })).status).toBe(200)
  })

  it('shows the console as a page', async () => {
    const host = 'localhost'
    const page = await server.ask('/', { host })
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' http://*.localhost:3000;",
    )
    const closed = await page.text()
    const entered = await server.ask('/login', {
      form: { email: 'boss@platform.test', password: PASSWORD },
      host,
    })
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const open = await (await server.ask('/', { headers: { cookie }, host })).text()

    expect(closed).not.toContain('Tenant alpha')
    expect(open).toContain('Tenant alpha')
    expect(open).toContain('action="/tenants/beta/suspend"')
  })

  it('refuses a body over 64 KB', async () => {
    const body = { email: 'x'.repeat(70_000), password: 'x' }

    expect((await server.ask('/api/auth/login', { body })).status).toBe(413)
  })
})
