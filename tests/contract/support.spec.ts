import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { sweepIdentity } from '../../src/identity/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'

const REASON = 'The import of Tuesday looks wrong'

describe('support access of the platform’s staff', () => {
  let app: TestApp
  let admin = ''
  let rep = ''
  let secret = ''
  let staff = ''

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    admin = (await app.signIn('acme', 'admin@acme.test')).token
    rep = (await app.signIn('acme', 'rep@acme.test')).token
    const answer = await app.request('localhost', 'POST', '/api/auth/login', {
      body: { email: 'platform@tenon.test', password: 'tenon-demo' },
    })
    staff = (answer.json as { token: string }).token
  })
  beforeEach(async () => {
    await app.sql('delete from sign_in_attempts')
    await app.sql('update second_factors set last_step = null')
  })
  afterAll(async () => {
    await app.close()
  })

  const code = (steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: Date.now() + steps * 30_000,
    })
  const codeOf = (answer: AppAnswer) =>
    (answer.json as { errors: { code: string }[] }).errors[0]?.code
  const asked = (body: Record<string, unknown> = {}, slug = 'acme') =>
    app.request('localhost', 'POST', `/api/platform/tenants/${slug}/support`, {
      body: { code: secret === '' ? '000000' : code(), reason: REASON, ...body },
      token: staff,
    })
  const allow = (support: string) =>
    app.request('acme', 'PATCH', '/api/settings', { body: { support }, token: admin })
  const linkOf = (answer: AppAnswer) => {
    expect(`${answer.status} ${answer.text}`).toMatch(/^201/)

    return new URL((answer.json as { url: string }).url)
  }
  /** A session of support, as the browser gets it. */
  const enter = async (): Promise<{ cookie: string; id: string }> => {
    await app.sql('update second_factors set last_step = null')
    const answer = await asked()
    const { pathname, search } = linkOf(answer)
    const entered = await app.request('acme', 'GET', `${pathname}${search}`)
    expect(entered.status).toBe(303)
    const [cookie = ''] = String(entered.headers['set-cookie']?.[0]).split(';')

    return { cookie, id: (answer.json as { id: string }).id }
  }
  const as = (cookie: string, method: string, path: string, request: AppRequest = {}) =>
    app.request('acme', method, path, {
      cookie,
      headers: { origin: app.origin('acme') },
      ...request,
    })
  const audit = async (kind: string) => {
    const answer = await app.request('acme', 'GET', `/api/audit?kind=${kind}`, { token: admin })

    return (answer.json as { docs: { actor: unknown; facts: object; subject: string }[] }).docs
  }

  it('needs a second factor on the login of the staff, and its code', async () => {
    expect(codeOf(await asked())).toBe('IDENTITY_SUPPORT_FACTOR_MISSING')
    const begun = await app.request('localhost', 'POST', '/api/auth/second-factor/enrolment', {
      token: staff,
    })
    ;({ secret } = begun.json as { secret: string })
    const confirmed = await app.request(
      'localhost',
      'POST',
      '/api/auth/second-factor/confirmation',
      { body: { code: code(-1) }, token: staff },
    )
    expect(confirmed.status).toBe(200)

    expect(codeOf(await asked({ code: '000000' }))).toBe('IDENTITY_CODE_WRONG')
    expect(codeOf(await asked({ reason: ' ' }))).toBe('SERVER_FIELD_INVALID')
    expect((await asked({}, 'nobody')).status).toBe(404)
    expect(await audit('support.started')).toEqual([])
  })

  it('offers no form without a second factor, but the way to one', async () => {
    await app.sql('update second_factors set confirmed_at = null')
    const shown = await app.request('localhost', 'GET', '/tenants/acme/support', {
      cookie: `tenon-session=${staff}`,
    })
    await app.sql('update second_factors set confirmed_at = now()')

    expect(shown.text).toContain('href="/account/second-factor"')
    expect(shown.text).not.toContain('name="code"')
  })

  it('needs the tenant to allow it, and ends when it no longer does', async () => {
    await allow('off')
    expect(codeOf(await asked())).toBe('IDENTITY_SUPPORT_OFF')
    await allow('read')
    const { cookie } = await enter()
    expect((await as(cookie, 'GET', '/api/companies?limit=1')).status).toBe(200)
    await allow('off')
    await expect
      .poll(async () => (await as(cookie, 'GET', '/api/companies?limit=1')).status, {
        timeout: 5_000,
      })
      .toBe(401)
    await allow('read')
  })

  it('opens one session with one code, on that tenant’s host, within a minute', async () => {
    const { pathname, search } = linkOf(await asked())
    const path = `${pathname}${search}`

    expect((await app.request('northwind', 'GET', path)).status).toBe(400)
    expect((await app.request('acme', 'GET', path)).status).toBe(303)
    expect((await app.request('acme', 'GET', path)).status).toBe(400)
    await app.sql('update second_factors set last_step = null')
    const late = linkOf(await asked())
    await app.sql(`update support_sessions set started_at = now() - interval '61 seconds'`)
    expect((await app.request('acme', 'GET', `${late.pathname}${late.search}`)).status).toBe(400)
  })

  it('looks at records and changes none, and reaches neither accounts nor rights', async () => {
    const { cookie } = await enter()
    const list = await as(cookie, 'GET', '/api/companies?limit=1')
    const [company] = (list.json as { docs: { id: string }[] }).docs
    const me = await as(cookie, 'GET', '/api/auth/me')
    expect(me.json).toMatchObject({ user: { role: 'support', support: { level: 'read' } } })
    const refused: [string, string][] = [
      ['POST', '/api/companies'],
      ['PATCH', `/api/companies/${company?.id}`],
      ['DELETE', `/api/companies/${company?.id}`],
      ['POST', '/api/companies/bulk'],
      ['POST', '/api/exports'],
      ['POST', '/api/auth/api-keys'],
      ['GET', '/api/auth/api-keys'],
      ['GET', '/api/auth/sessions'],
      ['POST', '/api/auth/invitations'],
      ['PATCH', '/api/auth/policy'],
      ['PATCH', '/api/settings'],
      ['GET', '/api/settings'],
      ['PATCH', '/api/modules/crm'],
      ['GET', '/api/audit'],
      ['GET', '/account/second-factor'],
    ]
    for (const [method, path] of refused) {
      const answer = await as(cookie, method, path, method === 'GET' ? {} : { body: {} })
      expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 403`)
    }
  })

  it('changes records where the tenant allows it, under its own name and in the audit', async () => {
    await allow('write')
    const { cookie, id } = await enter()
    const made = await as(cookie, 'POST', '/api/companies', { body: { name: 'By support' } })
    expect(`${made.status} ${made.text}`).toMatch(/^201/)
    const [row] = await app.sql(
      `select e.actor_type, e.actor_id from domain_events e
        where e.tenant_id = $1 order by e.id desc limit 1`,
      [app.tenantId('acme')],
    )

    expect(row).toMatchObject({ actor_id: id, actor_type: 'support' })
    await expect
      .poll(() => audit('support.wrote'))
      .toMatchObject([
        {
          actor: { id, type: 'support' },
          facts: { method: 'POST', path: '/api/companies' },
        },
      ])
    const [user] = await app.sql(`select id, role_id from users where email = 'rep@acme.test'`)
    const raised: [string, string, Record<string, unknown>][] = [
      ['PATCH', `/api/users/${String(user?.['id'])}`, { name: 'Mine' }],
      ['POST', '/api/roles', { key: 'mine', name: 'Mine', permissions: {} }],
      ['POST', '/api/user-roles', { role: user?.['role_id'], user: user?.['id'] }],
      ['POST', '/api/companies/bulk', { operations: [] }],
      ['POST', '/api/exports', { collection: 'companies', format: 'csv' }],
    ]
    for (const [method, path, body] of raised) {
      const { status } = await as(cookie, method, path, { body })
      expect(`${method} ${path} ${status}`).toBe(`${method} ${path} 403`)
    }
    await allow('read')
  })

  describe('from the page of the console', () => {
    const page = (request: AppRequest = {}, method = 'GET', slug = 'acme') =>
      app.request('localhost', method, `/tenants/${slug}/support`, {
        cookie: `tenon-session=${staff}`,
        ...request,
      })
    const send = (given: Record<string, string>, slug = 'acme') =>
      page(
        {
          body: new URLSearchParams({ code: code(), reason: REASON, ...given }).toString(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin: `http://localhost:${app.port}`,
          },
        },
        'POST',
        slug,
      )

    it('is asked for with a reason and a code, and leads straight into the tenant', async () => {
      const list = await app.request('localhost', 'GET', '/', {
        cookie: `tenon-session=${staff}`,
      })
      expect(list.text).toContain('href="/tenants/acme/support"')
      const shown = await page()
      expect(shown.text).toContain('Acme')
      expect(shown.text).toContain('lets support look at records and change nothing')
      expect(shown.text).toContain('60 minutes')
      expect(String(shown.headers['content-security-policy'])).toContain(
        `form-action 'self' ${app.origin('acme')};`,
      )
      const sent = await send({})
      expect(`${sent.status} ${sent.headers.location ?? sent.text}`).toMatch(
        new RegExp(`^303 ${app.origin('acme')}/api/auth/support\\?code=[\\w-]{43}$`),
      )
      const { pathname, search } = new URL(sent.headers.location ?? '')
      const entered = await app.request('acme', 'GET', `${pathname}${search}`)
      const [cookie = ''] = String(entered.headers['set-cookie']?.[0]).split(';')
      const me = await as(cookie, 'GET', '/api/auth/me')
      expect(me.json).toMatchObject({ user: { support: { level: 'read', reason: REASON } } })
      expect((await audit('support.started'))[0]).toMatchObject({
        facts: { minutes: 60, reason: REASON, staff: 'platform@tenon.test' },
      })
    })

    it('says what is wrong and keeps the reason that was typed', async () => {
      const before = (await audit('support.started')).length
      const wrong = await send({ code: '000000' })
      expect(wrong.status).toBe(400)
      expect(wrong.text).toContain('This code is not right')
      expect(wrong.text).toContain(`value="${REASON}"`)
      expect((await send({ reason: '   ' })).status).toBe(400)
      expect((await send({ reason: 'x'.repeat(501) })).status).toBe(400)
      expect((await send({}, 'nobody')).status).toBe(404)
      expect(await audit('support.started')).toHaveLength(before)
    })

    it('shows what the tenant allows, and no form where that is nothing', async () => {
      await allow('write')
      expect((await page()).text).toContain('look at records and change them')
      await allow('off')
      const off = await page()
      expect(off.text).toContain('allows no support access')
      expect(off.text).not.toContain('name="code"')
      expect((await send({})).text).toContain('allows no support access')
      await allow('read')
    })

    it('is for staff alone, and takes no form of another site', async () => {
      expect((await page({ cookie: '' })).headers.location).toBe('/')
      expect((await page({ cookie: `tenon-session=${admin}` })).headers.location).toBe('/')
      const foreign = await page(
        {
          body: new URLSearchParams({ code: code(), reason: REASON }).toString(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin: 'http://evil.test',
          },
        },
        'POST',
      )
      expect(foreign.status).toBe(403)
    })
  })

  it('is seen and ended by the tenant’s administrators, at once', async () => {
    const { cookie, id } = await enter()
    const sessions = () =>
      app.request('acme', 'GET', '/api/auth/support-sessions', { token: admin })
    const { docs } = (await sessions()).json as { docs: Record<string, unknown>[] }
    expect(docs[0]).toMatchObject({
      id,
      isOpen: true,
      reason: REASON,
      staff: { email: 'platform@tenon.test' },
    })
    const end = (token: string, host = 'acme') =>
      app.request(host, 'DELETE', `/api/auth/support-sessions/${id}`, { token })
    expect((await end(rep)).status).toBe(403)
    const other = await app.signIn('northwind', 'admin@northwind.test')
    expect((await end(other.token, 'northwind')).status).toBe(404)
    expect((await end(admin)).status).toBe(200)

    expect((await as(cookie, 'GET', '/api/companies?limit=1')).status).toBe(401)
    expect((await end(admin)).status).toBe(404)
    expect(await audit('support.ended')).toMatchObject([{ subject: id }])
  })

  it('ends by leaving and after an hour, and says so in the audit', async () => {
    const first = await enter()
    expect((await as(first.cookie, 'POST', '/api/auth/logout')).status).toBe(200)
    expect((await as(first.cookie, 'GET', '/api/companies?limit=1')).status).toBe(401)
    const second = await enter()
    const [row] = await app.sql(
      `select round(extract(epoch from expires_at - started_at) / 60)::int as minutes
        from support_sessions where id = $1`,
      [second.id],
    )
    expect(row).toEqual({ minutes: 60 })
    await app.sql(`update support_sessions set expires_at = now() where id = $1`, [second.id])
    await expect
      .poll(async () => (await as(second.cookie, 'GET', '/api/companies')).status, {
        timeout: 5_000,
      })
      .toBe(401)
    await sweepIdentity()
    const ended = await audit('support.ended')

    expect(ended.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([first.id, second.id]),
    )
  })
})
