import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createMember, listMemberships, sweepIdentity } from '../../src/identity/index.ts'
import { forgetMustEnrol } from '../../src/identity/secondFactor/policy.ts'
import { authTexts } from '../../src/server/auth/translations/index.ts'
import type { FalseProvider, RealProvider } from '../helpers/oidcProviders.ts'
import { startFalseProvider, startRealProvider, TEST_CLIENT } from '../helpers/oidcProviders.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'

const PASSWORD = 'correct horse battery'
const PAGE = { accept: 'text/html' }

type Shown = { callbackUrl: string; id: string }

let app: TestApp
let real: RealProvider
let liar: FalseProvider
let main: Shown
let counter = 0

beforeAll(async () => {
  ;[app, real, liar] = await Promise.all([
    testApp({ env: { TENON_OIDC_ALLOW_HTTP: '1' }, logLevel: 'error' }),
    startRealProvider(),
    startFalseProvider(),
  ])
  main = await provider('acme', {})
})
afterAll(async () => {
  await Promise.all([app.close(), real.close(), liar.close()])
})
beforeEach(async () => {
  liar.lie({})
  await app.sql('delete from sign_in_attempts')
})

const refusalOf = (answer: AppAnswer) =>
  (answer.json as { errors?: { code: string }[] } | undefined)?.errors?.[0]?.code
const tokenOf = async (slug: string, person = 'admin') =>
  (await app.signIn(slug, `${person}@${slug}.test`)).token

async function manage(slug: string, method: string, path: string, request: AppRequest = {}) {
  const token = await tokenOf(slug)

  return app.request(slug, method, `/api/auth/providers${path}`, { token, ...request })
}

async function provider(slug: string, wanted: Record<string, unknown>): Promise<Shown> {
  const body = {
    clientId: TEST_CLIENT.id,
    clientSecret: TEST_CLIENT.secret,
    issuer: real.issuer,
    label: 'Test provider',
    ...wanted,
  }
  const answer = await manage(slug, 'POST', '', { body })
  expect(`${answer.status} ${answer.text}`).toMatch(/^201/)
  const { doc } = answer.json as { doc: Shown }
  real.allow(`${app.origin(slug)}/auth/oidc/${doc.id}/callback`)

  return doc
}

async function member(slug: string, role = 'rep'): Promise<{ email: string; subject: string }> {
  counter += 1
  const [email, subject] = [`oidc${counter}@${slug}.test`, `subject${counter}`]
  await createMember({
    email,
    name: 'Oidc',
    password: PASSWORD,
    roleKey: role,
    tenantId: app.tenantId(slug),
  })
  real.people.set(subject, { email, email_verified: true, name: 'Oidc' })

  return { email, subject }
}

function cookieOf(answer: AppAnswer, name: string): string {
  const lines = [answer.headers['set-cookie'] ?? []].flat()
  const line = lines.find((one) => one.startsWith(`${name}=`) && !one.startsWith(`${name}=;`))

  return line?.split(';')[0] ?? ''
}

async function begin(slug: string, id: string, query = '') {
  const answer = await app.request(slug, 'GET', `/auth/oidc/${id}${query}`)
  expect(`${answer.status} ${answer.text.slice(0, 300)}`).toMatch(/^303/)

  return { address: answer.headers.location ?? '', cookie: cookieOf(answer, 'tenon-oidc') }
}

const finish = (slug: string, back: URL, cookie: string) =>
  app.request(slug, 'GET', `${back.pathname}${back.search}`, { cookie, headers: PAGE })

async function enter(slug: string, id: string, subject: string, query = ''): Promise<AppAnswer> {
  const { address, cookie } = await begin(slug, id, query)

  return finish(slug, await real.walk(address, subject), cookie)
}

/** The session that an answer opened, or the refusal that its page tells. */
function outcomeOf(answer: AppAnswer): string {
  if (cookieOf(answer, 'tenon-session') !== '') {
    return 'session'
  }
  const codes = [
    ...['ANSWER_INVALID', 'DENIED', 'EMAIL_DOMAIN_REFUSED', 'EMAIL_UNVERIFIED', 'LINKED_ELSEWHERE'],
    ...['NOT_MEMBER', 'PROVIDER_MISSING', 'STATE_INVALID', 'UNREACHABLE'],
  ] as const

  return (
    codes.find((code) => answer.text.includes(authTexts.translate('en', `errors.OIDC_${code}`))) ??
    `${answer.status} ${answer.text}`
  )
}

const as = (answer: AppAnswer) => ({ cookie: cookieOf(answer, 'tenon-session') })
const own = { 'sec-fetch-site': 'same-origin' }

describe('signing in through a provider', () => {
  it('begins at a button of the sign-in page, in the language of the reader', async () => {
    const english = await app.request('acme', 'GET', '/login?redirect=/admin/deals')
    const german = await app.request('acme', 'GET', '/login', {
      headers: { 'accept-language': 'de' },
    })

    expect(english.text).toContain(`href="/auth/oidc/${main.id}?redirect=%2Fadmin%2Fdeals"`)
    expect(english.text).toContain('Sign in with Test provider')
    expect(german.text).toContain('Anmelden mit Test provider')
    expect((await app.request('northwind', 'GET', '/login')).text).not.toContain('/auth/oidc/')
  })

  it('leads through the pages of the provider to a session and the page asked for', async () => {
    const { email, subject } = await member('acme')
    const answer = await enter('acme', main.id, subject, '?redirect=%2Fadmin%2Fdeals')
    const me = await app.request('acme', 'GET', '/api/auth/me', as(answer))

    expect(outcomeOf(answer)).toBe('session')
    expect(answer.headers.location).toBe('/admin/deals')
    expect(me.json).toMatchObject({ user: { email } })
    expect((await app.request('northwind', 'GET', '/api/auth/me', as(answer))).status).toBe(401)
  })

  it('knows a person again by issuer and subject when the address has changed', async () => {
    const { email, subject } = await member('acme')
    await enter('acme', main.id, subject)
    real.people.set(subject, { email: 'new@elsewhere.test', email_verified: false, name: 'New' })
    const again = await enter('acme', main.id, subject)

    expect((await app.request('acme', 'GET', '/api/auth/me', as(again))).json).toMatchObject({
      user: { email },
    })
  })

  it('does not bring the account along when the address is given to somebody else', async () => {
    const { email, subject } = await member('acme')
    await enter('acme', main.id, subject)
    real.people.set('successor', { email, email_verified: true, name: 'Successor' })

    expect(outcomeOf(await enter('acme', main.id, 'successor'))).toBe('LINKED_ELSEWHERE')
  })

  it('leads nowhere but to this host', async () => {
    const { subject } = await member('acme')
    const answer = await enter('acme', main.id, subject, '?redirect=https%3A%2F%2Fevil.test%2F')

    expect(answer.headers.location).toBe('/')
  })

  it('asks with PKCE, state and nonce, and keeps them sealed in a cookie of this host', async () => {
    const answer = await app.request('acme', 'GET', `/auth/oidc/${main.id}`)
    const asked = new URL(answer.headers.location ?? '').searchParams
    const cookie = String(answer.headers['set-cookie'])

    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('redirect_uri')).toBe(main.callbackUrl)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Domain=/)
    expect(cookie).not.toContain(asked.get('state'))
    expect(cookie).not.toContain(asked.get('nonce'))
  })
})

describe('what comes back from a provider', () => {
  it('counts once', async () => {
    const { subject } = await member('acme')
    const { address, cookie } = await begin('acme', main.id)
    const back = await real.walk(address, subject)
    const answers = await Promise.all([0, 0, 0].map(() => finish('acme', back, cookie)))
    await sweepIdentity()
    const late = await finish('acme', back, cookie)

    expect(answers.map(outcomeOf).toSorted()).toEqual(['STATE_INVALID', 'STATE_INVALID', 'session'])
    expect(outcomeOf(late)).toBe('STATE_INVALID')
  })

  it('must carry the state of this very browser', async () => {
    const { subject } = await member('acme')
    const [one, other] = [await begin('acme', main.id), await begin('acme', main.id)]
    const back = await real.walk(one.address, subject)
    const forged = new URL(back)
    forged.searchParams.set('state', 'forged')
    const broken = one.cookie.slice(0, -3) + (one.cookie.endsWith('AAA') ? 'BBB' : 'AAA')

    expect(outcomeOf(await finish('acme', back, ''))).toBe('STATE_INVALID')
    expect(outcomeOf(await finish('acme', back, other.cookie))).toBe('STATE_INVALID')
    expect(outcomeOf(await finish('acme', forged, one.cookie))).toBe('STATE_INVALID')
    expect(outcomeOf(await finish('acme', back, broken))).toBe('STATE_INVALID')
    expect(outcomeOf(await finish('acme', back, `${one.cookie}; ${one.cookie}`))).toBe(
      'STATE_INVALID',
    )
  })

  it('does not take a code that was given to another sign-in', async () => {
    const { subject } = await member('acme')
    const [one, other] = [await begin('acme', main.id), await begin('acme', main.id)]
    const stolen = await real.walk(one.address, subject)
    const injected = await real.walk(other.address, subject)
    injected.searchParams.set('code', stolen.searchParams.get('code') ?? '')

    expect(outcomeOf(await finish('acme', injected, other.cookie))).toBe('ANSWER_INVALID')
  })

  it('is refused when the person was not let in', async () => {
    const { address, cookie } = await begin('acme', main.id)
    const asked = new URL(address).searchParams
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({
      error: 'access_denied',
      iss: real.issuer,
      state: asked.get('state') ?? '',
    }).toString()

    expect(outcomeOf(await finish('acme', back, cookie))).toBe('DENIED')
  })

  it('counts at the provider and at the tenant it was begun with', async () => {
    const { subject } = await member('acme')
    const second = await provider('acme', { label: 'Second' })
    const foreign = await provider('northwind', { label: 'Foreign' })
    const { address, cookie } = await begin('acme', main.id)
    const back = await real.walk(address, subject)
    const at = (id: string) => new URL(`/auth/oidc/${id}/callback${back.search}`, back)
    const elsewhere = await app.request('acme', 'GET', `/auth/oidc/${foreign.id}`)

    expect(outcomeOf(await finish('acme', at(second.id), cookie))).toBe('STATE_INVALID')
    expect(outcomeOf(await finish('northwind', at(foreign.id), cookie))).not.toBe('session')
    expect(outcomeOf(await finish('acme', at(foreign.id), cookie))).not.toBe('session')
    expect(`${elsewhere.status} ${outcomeOf(elsewhere)}`).toBe('404 PROVIDER_MISSING')
    expect((await app.request('acme', 'GET', '/auth/oidc/nothing')).status).toBe(404)
    await manage('acme', 'DELETE', `/${second.id}`)
  })
})

describe('a provider that lies', () => {
  let id = ''
  let person: { email: string }
  const claims = () => ({ email: person.email, email_verified: true, sub: `liar ${person.email}` })

  beforeAll(async () => {
    id = (await provider('acme', { issuer: liar.issuer, label: 'Liar' })).id
  })
  beforeEach(async () => {
    person = await member('acme')
  })

  async function outcome(extra: Record<string, string> = {}): Promise<string> {
    const { address, cookie } = await begin('acme', id)

    return outcomeOf(await finish('acme', liar.walk(address, extra), cookie))
  }

  it('is believed when everything holds', async () => {
    liar.lie(claims())
    expect(await outcome()).toBe('session')
  })

  it.each([
    ['another nonce', { nonce: 'another' }, {}],
    ['no nonce', { nonce: undefined }, {}],
    ['another issuer', { iss: 'https://accounts.example.com' }, {}],
    ['another client', { aud: 'another' }, {}],
    ['an end in the past', { exp: 1 }, {}],
    ['a foreign signature', {}, { isForged: true }],
    ['no signature', {}, { alg: 'none' }],
  ])('is refused with %s in its token', async (_name, change, token) => {
    liar.lie({ ...claims(), ...change }, token)
    expect(await outcome()).toBe('ANSWER_INVALID')
  })

  it('is refused when another issuer has answered in its place', async () => {
    liar.lie(claims())
    expect(await outcome({ iss: 'https://accounts.example.com' })).toBe('ANSWER_INVALID')
  })

  it.each([
    ['unverified', { email_verified: false }],
    ['verified in words only', { email_verified: 'true' }],
    ['absent', { email: undefined }],
    ['no address', { email: 'nobody' }],
  ])('does not link by an address that is %s', async (_name, change) => {
    liar.lie({ ...claims(), ...change })
    expect(await outcome()).toBe('EMAIL_UNVERIFIED')
  })
})

describe('who may enter', () => {
  it('is not a disabled user, linked or not', async () => {
    const [linked, fresh] = [await member('acme'), await member('acme')]
    await enter('acme', main.id, linked.subject)
    await app.sql(`update users set status = 'disabled' where email = any($1::text[])`, [
      [linked.email, fresh.email],
    ])

    expect(outcomeOf(await enter('acme', main.id, linked.subject))).toBe('NOT_MEMBER')
    expect(outcomeOf(await enter('acme', main.id, fresh.subject))).toBe('NOT_MEMBER')
  })

  it('is nobody unknown unless the provider makes users, with the role it was given', async () => {
    const { id } = await provider('acme', { createUsers: true, label: 'Makes', role: 'viewer' })
    real.people.set('newcomer', {
      email: 'newcomer@acme.test',
      email_verified: true,
      name: 'New\nComer',
    })
    const refused = await enter('acme', main.id, 'newcomer')
    const made = await enter('acme', id, 'newcomer')
    const me = await app.request('acme', 'GET', '/api/auth/me', as(made))

    expect(outcomeOf(refused)).toBe('NOT_MEMBER')
    expect(me.json).toMatchObject({
      user: { email: 'newcomer@acme.test', name: 'New Comer', role: 'viewer' },
    })
    expect((await manage('acme', 'DELETE', `/${id}`)).status).toBe(200)
    expect((await app.request('acme', 'GET', '/api/auth/me', as(made))).status).toBe(401)
  })

  it("is never an account of another tenant, whatever the tenant's own provider says", async () => {
    const victim = await member('northwind')
    const { id } = await provider('acme', { createUsers: true, label: 'Takes', role: 'viewer' })
    const before = await app.sql('select count(*)::int as n from account_links')
    const answer = await enter('acme', id, victim.subject)

    expect(outcomeOf(answer)).toBe('NOT_MEMBER')
    expect(await app.sql('select count(*)::int as n from account_links')).toEqual(before)
    await manage('acme', 'DELETE', `/${id}`)
  })

  it('belongs to a domain that the provider stands for', async () => {
    const { id } = await provider('acme', { emailDomains: ['Allowed.test'], label: 'Domains' })
    const { subject } = await member('acme')

    expect(outcomeOf(await enter('acme', id, subject))).toBe('EMAIL_DOMAIN_REFUSED')
    await manage('acme', 'PATCH', `/${id}`, { body: { emailDomains: ['acme.test'] } })
    expect(outcomeOf(await enter('acme', id, subject))).toBe('session')
    await manage('acme', 'PATCH', `/${id}`, { body: { emailDomains: ['allowed.test'] } })
    expect(outcomeOf(await enter('acme', id, subject))).toBe('EMAIL_DOMAIN_REFUSED')
    await manage('acme', 'DELETE', `/${id}`)
  })
})

describe('a session that a provider has opened', () => {
  it('opens no other tenant of the account and does not tell of it', async () => {
    const { email, subject } = await member('acme')
    const { accountId } = await createMember({
      email,
      name: 'Both',
      password: PASSWORD,
      roleKey: 'admin',
      tenantId: app.tenantId('northwind'),
    })
    const answer = await enter('acme', main.id, subject)
    const request = { ...as(answer), headers: own }
    const tenants = await app.request('acme', 'GET', '/api/auth/tenants', request)
    const over = await app.request('acme', 'POST', '/api/auth/switch', {
      ...request,
      body: { tenant: 'northwind' },
    })
    const enrolment = await app.request(
      'acme',
      'POST',
      '/api/auth/second-factor/enrolment',
      request,
    )

    expect((await listMemberships(accountId)).map(({ slug }) => slug).toSorted()).toEqual([
      'acme',
      'northwind',
    ])
    expect(tenants.text).toContain('acme')
    expect(tenants.text).not.toContain('northwind')
    expect(over.status).toBe(404)
    expect(refusalOf(enrolment)).toBe('OIDC_ENROLMENT_REFUSED')
  })

  it('comes after the code of the second factor, unless the provider is trusted with it', async () => {
    const { email, subject } = await member('acme')
    const login = await app.request('acme', 'POST', '/api/auth/login', {
      body: { email, password: PASSWORD },
    })
    const { token } = login.json as { token: string }
    const begun = await app.request('acme', 'POST', '/api/auth/second-factor/enrolment', { token })
    const { secret } = begun.json as { secret: string }
    const code = (steps: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: Date.now() + steps * 30_000,
      })
    await app.request('acme', 'POST', '/api/auth/second-factor/confirmation', {
      body: { code: code(-1) },
      token,
    })
    const asked = await enter('acme', main.id, subject, '?redirect=%2Fadmin')
    const [, challenge = ''] = /name="challenge"[^>]*value="([^"]+)"/.exec(asked.text) ?? []
    const done = await app.request('acme', 'POST', '/second-factor', {
      body: new URLSearchParams({ challenge, code: code(0), next: '/admin' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    const { id } = await provider('acme', { label: 'Trusted', trustSecondFactor: true })

    expect(asked.status).toBe(401)
    expect(cookieOf(asked, 'tenon-session')).toBe('')
    expect(outcomeOf(done)).toBe('session')
    expect(outcomeOf(await enter('acme', id, subject))).toBe('session')
    const marks = await app.sql(
      `select s.provider_id, s.provider_trusted from sessions s join accounts a on a.id = s.account_id
        where a.email = $1 and s.provider_id is not null order by s.created_at`,
      [email],
    )
    expect(marks).toEqual([
      { provider_id: main.id, provider_trusted: false },
      { provider_id: id, provider_trusted: true },
    ])
    await manage('acme', 'DELETE', `/${id}`)
  })

  it('meets the policy of the tenant only when the provider is trusted with it', async () => {
    const { id } = await provider('acme', { label: 'Policy', trustSecondFactor: true })
    const [one, other] = [await member('acme'), await member('acme')]
    const [trusted, plain] = [
      await enter('acme', id, one.subject),
      await enter('acme', main.id, other.subject),
    ]
    const setPolicy = async (isOn: boolean) => {
      await app.sql('update tenants set require_second_factor = $2 where id = $1', [
        app.tenantId('acme'),
        isOn,
      ])
      forgetMustEnrol()
    }
    await setPolicy(true)
    const deals = (answer: AppAnswer) => app.request('acme', 'GET', '/api/deals', as(answer))
    const [passed, stopped] = [await deals(trusted), await deals(plain)]
    await setPolicy(false)

    expect([passed.status, stopped.status]).toEqual([200, 403])
    expect(refusalOf(stopped)).toBe('IDENTITY_SECOND_FACTOR_REQUIRED')
    await manage('acme', 'DELETE', `/${id}`)
  })

  it('ends with its provider', async () => {
    const { id } = await provider('acme', { label: 'Ends' })
    const { subject } = await member('acme')
    const answer = await enter('acme', id, subject)
    const me = () => app.request('acme', 'GET', '/api/auth/me', as(answer))
    const before = await me()
    await manage('acme', 'PATCH', `/${id}`, { body: { enabled: false } })

    expect(before.status).toBe(200)
    expect((await me()).status).toBe(401)
    expect((await app.request('acme', 'GET', `/auth/oidc/${id}`)).status).toBe(404)
    expect((await app.request('acme', 'GET', '/login')).text).not.toContain(id)
    await manage('acme', 'DELETE', `/${id}`)
  })
})

describe('a tenant with its provider only', () => {
  it('refuses passwords, except of who manages the settings', async () => {
    const { id } = await provider('northwind', { label: 'Only', only: true })
    const [person, boss] = [await member('northwind'), await member('northwind', 'admin')]
    const login = (email: string, password = PASSWORD) =>
      app.request('northwind', 'POST', '/api/auth/login', { body: { email, password } })
    const page = await app.request('northwind', 'POST', '/login', {
      body: new URLSearchParams({ email: person.email, password: PASSWORD }).toString(),
      headers: { 'accept-language': 'en', 'content-type': 'application/x-www-form-urlencoded' },
    })
    const refused = await login(person.email)
    const wrong = await login(person.email, 'a wrong password')

    expect(`${refused.status} ${refusalOf(refused)}`).toBe('403 OIDC_PASSWORD_REFUSED')
    expect(refusalOf(wrong)).toBe('IDENTITY_CREDENTIALS_WRONG')
    expect(page.text).toContain(authTexts.translate('en', 'errors.OIDC_PASSWORD_REFUSED'))
    expect((await login(boss.email)).status).toBe(200)
    expect(outcomeOf(await enter('northwind', id, person.subject))).toBe('session')
    await manage('northwind', 'PATCH', `/${id}`, { body: { only: false } })
    expect((await login(person.email)).status).toBe(200)
    await manage('northwind', 'DELETE', `/${id}`)
  })

  it('is not entered with the password of another tenant either', async () => {
    const { email } = await member('acme')
    await createMember({
      email,
      name: 'Both',
      password: PASSWORD,
      roleKey: 'rep',
      tenantId: app.tenantId('northwind'),
    })
    const { id } = await provider('northwind', { label: 'Only', only: true })
    const login = await app.request('acme', 'POST', '/api/auth/login', {
      body: { email, password: PASSWORD },
    })
    const { token } = login.json as { token: string }
    const over = await app.request('acme', 'POST', '/api/auth/switch', {
      body: { tenant: 'northwind' },
      token,
    })
    const { url } = over.json as { url: string }
    const code = new URL(url).searchParams.get('code')
    const entered = await app.request('northwind', 'POST', '/api/auth/switch', { body: { code } })

    expect(refusalOf(entered)).toBe('OIDC_PASSWORD_REFUSED')
    await manage('northwind', 'DELETE', `/${id}`)
  })
})

describe('switching a tenant to its provider only', () => {
  const me = async (token: string) =>
    (await app.request('northwind', 'GET', '/api/auth/me', { token })).status
  const opened = async (role: string) => {
    const { email } = await member('northwind', role)
    const login = await app.request('northwind', 'POST', '/api/auth/login', {
      body: { email, password: PASSWORD },
    })

    return (login.json as { token: string }).token
  }

  it.each(['by changing it', 'by adding it'])(
    'ends the sessions that passwords opened at once, %s, and no others',
    async (how) => {
      const [rep, boss] = [await opened('rep'), await opened('admin')]
      const before = await provider('northwind', { label: 'Before' })
      const person = await member('northwind')
      const came = as(await enter('northwind', before.id, person.subject))
      const { token: key } = await apiKeyOf()
      expect([await me(rep), await me(boss)]).toEqual([200, 200])
      const added = how === 'by adding it' ? await provider('northwind', { only: true }) : undefined
      await (added ?? manage('northwind', 'PATCH', `/${before.id}`, { body: { only: true } }))

      expect([await me(rep), await me(boss), await me(key)]).toEqual([401, 200, 200])
      expect((await app.request('northwind', 'GET', '/api/auth/me', came)).status).toBe(200)
      for (const id of [before.id, added?.id ?? '']) {
        await manage('northwind', 'DELETE', `/${id}`)
      }
      expect(await me(rep)).toBe(401)
    },
  )

  it('leaves nothing to a session that a password opens at the same moment', async () => {
    const { id } = await provider('northwind', { label: 'Late' })
    const [rep, boss] = [await opened('rep'), await opened('admin')]
    // As if the sign-in had been let in just before and had stored its session just after.
    await app.sql('update identity_providers set is_only = true where id = $1', [id])

    await expect.poll(() => me(rep), { timeout: 5_000 }).toBe(401)
    expect(await me(boss)).toBe(200)
    await manage('northwind', 'DELETE', `/${id}`)
  })

  const apiKeyOf = async () => {
    const answer = await app.request('northwind', 'POST', '/api/auth/api-keys', {
      body: { name: 'Program', role: 'viewer' },
      token: await tokenOf('northwind'),
    })

    return { token: (answer.json as { key: string }).key }
  }
})

describe('managing providers', () => {
  const body = { clientId: 'tenon', issuer: 'http://127.0.0.1:1', label: 'Managed' }

  it('is for who manages the settings and holds all rights of all roles', async () => {
    const manager = await tokenOf('acme', 'manager')
    const role = await app.request('acme', 'POST', '/api/roles', {
      body: {
        key: 'settings-only',
        name: 'Settings only',
        permissions: { actions: ['settings.manage'], collections: {}, fields: {} },
      },
      token: await tokenOf('acme'),
    })
    expect(`${role.status} ${role.text}`).toMatch(/^201/)
    const { email } = await member('acme', 'settings-only')
    const login = await app.request('acme', 'POST', '/api/auth/login', {
      body: { email, password: PASSWORD },
    })
    const { token } = login.json as { token: string }
    const patch = { body: { enabled: true }, token }

    expect((await manage('acme', 'GET', '', { token: manager })).status).toBe(403)
    expect((await manage('acme', 'POST', '', { body, token: manager })).status).toBe(403)
    expect((await manage('acme', 'GET', '', { token })).status).toBe(200)
    expect(refusalOf(await manage('acme', 'POST', '', { body, token }))).toBe('OIDC_REACH_REFUSED')
    expect(refusalOf(await manage('acme', 'PATCH', `/${main.id}`, patch))).toBe(
      'OIDC_REACH_REFUSED',
    )
    expect((await app.request('acme', 'GET', '/api/auth/providers')).status).toBe(401)
  })

  it('keeps the secret of the client to itself', async () => {
    const listed = await manage('acme', 'GET', '')
    const [row] = await app.sql('select client_secret from identity_providers where id = $1', [
      main.id,
    ])

    const { docs } = listed.json as { docs: object[] }

    expect(docs).toContainEqual(expect.objectContaining({ hasClientSecret: true, id: main.id }))
    expect(listed.text).not.toContain(TEST_CLIENT.secret)
    expect(row?.['client_secret']).toMatch(/^v1\./)
    expect(row?.['client_secret']).not.toContain(TEST_CLIENT.secret)
  })

  it('refuses what cannot work', async () => {
    const post = (change: Record<string, unknown>) =>
      manage('acme', 'POST', '', { body: { ...body, issuer: real.issuer, ...change } })
    const codes = [
      await post({ issuer: 'ftp://example.com' }),
      await post({ issuer: 'http://user:pass@127.0.0.1/' }),
      await post({ issuer: `${real.issuer}?a=b` }),
      await post({ issuer: 'http://127.0.0.1:1' }),
      await post({ issuer: `${real.issuer}/other` }),
      await post({ createUsers: true }),
      await post({ createUsers: true, role: 'nothing' }),
      await post({ tenantId: app.tenantId('northwind') }),
    ].map(refusalOf)

    expect(codes).toEqual([
      'OIDC_ISSUER_INVALID',
      'OIDC_ISSUER_INVALID',
      'OIDC_ISSUER_INVALID',
      'OIDC_UNREACHABLE',
      'OIDC_UNREACHABLE',
      'OIDC_ROLE_NEEDED',
      'IDENTITY_ROLE_MISSING',
      'SERVER_FIELD_INVALID',
    ])
  })

  it('reaches no provider of another tenant', async () => {
    const patched = await manage('northwind', 'PATCH', `/${main.id}`, { body: { label: 'Mine' } })
    const deleted = await manage('northwind', 'DELETE', `/${main.id}`)
    const listed = await manage('northwind', 'GET', '')

    expect([refusalOf(patched), refusalOf(deleted)]).toEqual([
      'OIDC_PROVIDER_MISSING',
      'OIDC_PROVIDER_MISSING',
    ])
    expect(listed.text).not.toContain(main.id)
  })
})
