import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createPlatformStaff, listMemberships } from '../../src/identity/index.ts'
import { findTenant, pageTenants } from '../../src/tenancy/index.ts'
import type { Ask, AuthServer, IdentityBench } from '../helpers/identityBench.ts'
import { authServer, identityBench, PASSWORD } from '../helpers/identityBench.ts'

const host = 'localhost'
const NEXT = 'another long password'

describe('the bare host', () => {
  let bench: IdentityBench
  let server: AuthServer

  beforeAll(async () => {
    bench = await identityBench()
    server = await authServer()
    await bench.member('alpha', 'both@alpha.test', 'rep')
    await bench.member('beta', 'both@alpha.test', 'rep')
    await createPlatformStaff({
      demo: true,
      email: 'platform@tenon.test',
      name: 'Platform',
      password: 'tenon-demo',
    })
  })
  afterAll(async () => {
    await server.close()
    await bench.close()
  })
  beforeEach(async () => {
    await bench.fresh.superuser('delete from sign_in_attempts')
  })

  const at = (path: string, request: Ask = {}) => server.ask(path, { host, ...request })
  const enter = (email: string, password = PASSWORD, request: Ask = {}) =>
    at('/login', { form: { email, password }, ...request })
  const cookieOf = (response: Response) =>
    (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const consoleSessions = async () => {
    const [row] = await bench.fresh.superuser<{ n: number }>(
      'select count(*)::int as n from sessions where tenant_id is null',
    )

    return row?.n ?? 0
  }
  const mailsTo = (email: string) =>
    bench.fresh.superuser<{ body_text: string }>(
      'select body_text from account_mails where to_address = $1 order by created_at',
      [email],
    )

  it('leads somebody with one tenant straight there, by a code that works once', async () => {
    const response = await enter('owner@beta.test')
    const url = response.headers.get('location') ?? ''
    expect(response.status).toBe(303)
    expect(url).toMatch(/^http:\/\/beta\.localhost:3000\/api\/auth\/switch\?code=[\w-]{43}$/)
    expect(await consoleSessions()).toBe(0)

    const target = url.replace('http://beta.localhost:3000', '')
    const arrived = await server.ask(target, { host: 'beta.localhost' })
    const me = await server.ask('/api/auth/me', {
      headers: { cookie: cookieOf(arrived) },
      host: 'beta.localhost',
    })
    expect(await me.json()).toMatchObject({ user: { email: 'owner@beta.test' } })
    expect((await server.ask(target, { host: 'beta.localhost' })).status).toBe(400)
  })

  it('shows somebody with several tenants a link to each, and leaves no session behind', async () => {
    const response = await enter('both@alpha.test')
    const page = await response.text()
    const links = [...page.matchAll(/href="([^"]+switch[^"]+)"/g)].map((match) => match[1])

    expect(response.status).toBe(200)
    expect(links).toHaveLength(2)
    expect(page).toContain('Tenant alpha')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(cookieOf(response)).toMatch(/=$|^$/)
    expect(await consoleSessions()).toBe(0)
  })

  it('gives no code to an account with a second factor', async () => {
    const [account] = await bench.fresh.superuser<{ id: string }>(
      `select id from accounts where email = 'both@alpha.test'`,
    )
    await bench.fresh.superuser(
      `insert into second_factors (account_id, secret, confirmed_at) values ($1, 'sealed', now())`,
      [account?.id],
    )
    const page = await (await enter('both@alpha.test')).text()
    await bench.fresh.superuser('delete from second_factors')

    expect(page).toContain('href="http://alpha.localhost:3000/login"')
    expect(page).not.toContain('code=')
  })

  it.each([
    ['a wrong password', 'owner@beta.test', 'not the password'],
    ['an unknown address', 'nobody@beta.test', PASSWORD],
    ['an account without a tenant', 'alone@beta.test', PASSWORD],
  ])('refuses %s and counts it', async (_what, email, password) => {
    const userId = await bench.member('beta', 'alone@beta.test', 'rep')
    await bench.fresh.superuser(`update users set status = 'disabled' where id = $1`, [userId])
    const response = await enter(email, password)

    expect(response.status).toBe(401)
    const [row] = await bench.fresh.superuser<{ failures: number }>(
      `select failures from sign_in_attempts where key like 'account:%'`,
    )
    expect(row?.failures).toBe(1)
    expect(await consoleSessions()).toBe(0)
  })

  it('asks the demo login for a real one, once there is a real tenant', async () => {
    const entered = await enter('platform@tenon.test', 'tenon-demo')
    const headers = { cookie: cookieOf(entered), origin: `http://${host}` }
    const codeOf = async (path: string, request: Ask) => {
      const response = await at(path, { headers, ...request })
      const body = (await response.json()) as { errors: { code: string }[] }

      return [response.status, body.errors[0]?.code]
    }
    const page = await (await at('/', { headers })).text()

    expect(page).toContain('action="/setup"')
    expect(page).not.toContain('Tenant alpha')
    expect(await codeOf('/api/platform/tenants', {})).toEqual([409, 'SERVER_PLATFORM_LOGIN_NEEDED'])
    for (const verb of ['suspend', 'resume']) {
      expect(await codeOf(`/api/platform/tenants/beta/${verb}`, { method: 'POST' })).toEqual([
        409,
        'SERVER_PLATFORM_LOGIN_NEEDED',
      ])
    }
    const weak = { email: 'boss@platform.test', password: 'tenon-demo' }
    expect((await at('/setup', { form: weak, headers })).status).toBe(400)

    const set = await at('/setup', {
      form: { email: 'boss@platform.test', password: PASSWORD },
      headers,
    })
    expect(set.headers.get('location')).toBe('/?set=1')
    const boss = await enter('boss@platform.test')
    const open = await (await at('/', { headers: { cookie: cookieOf(boss) } })).text()
    expect(open).toContain('Tenant alpha')
    const again = { email: 'other@platform.test', password: PASSWORD }
    expect(
      await codeOf('/api/platform/staff', {
        body: again,
        headers: { cookie: cookieOf(boss), origin: `http://${host}` },
      }),
    ).toEqual([409, 'SERVER_PLATFORM_LOGIN_EXISTS'])
  })

  it('ends the session of staff when somebody else signs in at the same browser', async () => {
    const cookie = cookieOf(await enter('boss@platform.test'))
    const before = await consoleSessions()
    const headers = { cookie, origin: `http://${host}` }
    const response = await enter('both@alpha.test', PASSWORD, { headers })

    expect(response.status).toBe(200)
    expect(await consoleSessions()).toBe(before - 1)
    expect(await (await at('/', { headers: { cookie } })).text()).not.toContain('Tenant alpha')
  })

  it('answers the same for every address whose tenants are asked for, and mails only the known', async () => {
    const answers = await Promise.all(
      ['both@alpha.test', 'nobody@alpha.test', 'not an address', 'boss@platform.test'].map(
        async (email) => {
          const response = await at('/find', { form: { email } })

          return `${response.status} ${await response.text()}`
        },
      ),
    )
    const mails = await mailsTo('both@alpha.test')

    expect(new Set(answers).size).toBe(1)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.body_text).toContain('Tenant alpha: http://alpha.localhost:3000/login')
    expect(mails[0]?.body_text).toContain('Tenant beta: http://beta.localhost:3000/login')
    expect(await mailsTo('nobody@alpha.test')).toEqual([])
    expect(await mailsTo('boss@platform.test')).toEqual([])
  })

  it('mails an address three lists an hour, and blocks a network that asks too often', async () => {
    for (let index = 0; index < 3; index += 1) {
      await at('/find', { form: { email: 'both@alpha.test' } })
    }
    expect(await mailsTo('both@alpha.test')).toHaveLength(3)

    await bench.fresh.superuser(
      `update sign_in_attempts set failures = 20, blocked_until = now() + interval '1 minute'`,
    )
    expect((await at('/find', { form: { email: 'x@alpha.test' } })).status).toBe(401)
  })

  it('resets the password of staff by a link and ends every session of the account', async () => {
    const cookie = cookieOf(await enter('boss@platform.test'))
    const answers = await Promise.all(
      ['boss@platform.test', 'owner@alpha.test', 'platform@tenon.test', 'x'].map(async (email) => {
        const response = await at('/forgot-password', { form: { email } })

        return `${response.status} ${await response.text()}`
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(await mailsTo('owner@alpha.test')).toEqual([])
    expect(await mailsTo('platform@tenon.test')).toEqual([])

    const [mail] = await mailsTo('boss@platform.test')
    const token = /http:\/\/localhost:3000\/reset-password\?token=([\w-]{43})/.exec(
      mail?.body_text ?? '',
    )?.[1]
    const change = (password: string, of = host) =>
      server.ask('/reset-password', { form: { password, token: token ?? '' }, host: of })
    expect((await change(NEXT, 'alpha.localhost')).status).toBe(400)
    expect((await change('short')).status).toBe(400)
    expect((await change(NEXT)).headers.get('location')).toBe('/?changed=1')
    expect((await change(NEXT)).status).toBe(400)

    expect(await (await at('/', { headers: { cookie } })).text()).not.toContain('Tenant alpha')
    expect((await enter('boss@platform.test')).status).toBe(401)
    expect((await enter('boss@platform.test', NEXT)).status).toBe(303)
  })

  it('resets through the API as well', async () => {
    await bench.fresh.superuser('delete from account_mails')
    const asked = await at('/api/auth/forgot-password', { body: { email: 'boss@platform.test' } })
    const [mail] = await mailsTo('boss@platform.test')
    const token = /token=([\w-]{43})/.exec(mail?.body_text ?? '')?.[1] ?? ''
    const reset = await at('/api/auth/reset-password', { body: { password: PASSWORD, token } })

    expect([asked.status, reset.status]).toEqual([202, 200])
    expect((await enter('boss@platform.test')).status).toBe(303)
  })

  it('pages and searches the tenants in the database', async () => {
    const one = await pageTenants({ limit: 1, page: 2 })
    const found = await pageTenants({ limit: 10, page: 1, search: 'BETA' })
    const none = await pageTenants({ limit: 10, page: 9, search: 'tenant' })

    expect([one.docs.map(({ slug }) => slug), one.totalDocs]).toEqual([['beta'], 2])
    expect([found.docs.map(({ slug }) => slug), found.totalDocs]).toEqual([['beta'], 1])
    expect([none.docs, none.totalDocs]).toEqual([[], 2])
    expect((await pageTenants({ limit: 10, page: 1, search: '%' })).totalDocs).toBe(0)
  })

  it('knows the proved host of a tenant, and no other', async () => {
    await bench.fresh.superuser(
      `insert into domains (host, tenant_id, verified_at)
        values ('crm.beta.test', $1, now()), ('crm.alpha.test', $2, null)`,
      [bench.beta, bench.alpha],
    )
    const [account] = await bench.fresh.superuser<{ id: string }>(
      `select id from accounts where email = 'both@alpha.test'`,
    )
    const memberships = await listMemberships(account?.id ?? '')

    expect((await findTenant('beta'))?.domain).toBe('crm.beta.test')
    expect((await findTenant('alpha'))?.domain).toBeNull()
    expect(memberships.map(({ domain }) => domain)).toEqual([null, 'crm.beta.test'])
  })
})
