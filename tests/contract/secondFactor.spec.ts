import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createMember, createPlatformStaff, createSwitchCode } from '../../src/identity/index.ts'
import { openSecret, sealSecret } from '../../src/identity/secondFactor/secretBox.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'

const PASSWORD = 'correct horse battery'

type Person = { email: string; recoveryCodes: string[]; secret: string; token: string }

let app: TestApp
let counter = 0

beforeAll(async () => {
  app = await testApp({ logLevel: 'error' })
})
afterAll(async () => {
  await app.close()
})
beforeEach(async () => {
  await app.sql('delete from sign_in_attempts')
})

/** The code of an authenticator app; steps from now, for codes that have not been used. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })
}

const ask = (method: string, path: string, request: AppRequest = {}, host = 'acme') =>
  app.request(host, method, path, request)
const codesOf = (answer: AppAnswer) =>
  (answer.json as { errors: { code: string }[] }).errors.map(({ code }) => code)

async function member(host: 'acme' | 'northwind' = 'acme', given?: string): Promise<string> {
  counter += 1
  const email = given ?? `factor${counter}@acme.test`
  await createMember({
    email,
    name: 'Factor',
    password: PASSWORD,
    roleKey: 'rep',
    tenantId: app.tenantId(host),
  })

  return email
}

const login = (email: string, host = 'acme') =>
  ask('POST', '/api/auth/login', { body: { email, password: PASSWORD } }, host)

async function challengeOf(email: string, host = 'acme'): Promise<string> {
  const answer = await login(email, host)
  expect(answer.status).toBe(401)
  expect(codesOf(answer)).toEqual(['IDENTITY_SECOND_FACTOR_NEEDED'])

  return (answer.json as { challenge: string }).challenge
}

const finish = (challenge: string, code: string, host = 'acme') =>
  ask('POST', '/api/auth/second-factor', { body: { challenge, code } }, host)

async function enrol(token: string, host = 'acme') {
  const begun = await ask('POST', '/api/auth/second-factor/enrolment', { token }, host)
  expect(`${begun.status} ${begun.text}`).toMatch(/^201/)
  const { secret } = begun.json as { secret: string }
  // The step before this one: the codes of this and the next are then still to be used.
  const confirmed = await ask(
    'POST',
    '/api/auth/second-factor/confirmation',
    { body: { code: codeOf(secret, -1) }, token },
    host,
  )
  expect(`${confirmed.status} ${confirmed.text}`).toMatch(/^200/)

  return { ...(confirmed.json as { recoveryCodes: string[] }), secret }
}

async function enrolled(): Promise<Person> {
  const email = await member()
  const { token } = (await login(email)).json as { token: string }

  return { email, token, ...(await enrol(token)) }
}

describe('signing in with a second factor', () => {
  it('takes the password and then a code', async () => {
    const { email, secret } = await enrolled()
    const first = await login(email)
    const second = await finish(await challengeOf(email), codeOf(secret))
    const { token } = second.json as { token: string }

    expect(first.headers['set-cookie']).toBeUndefined()
    expect(second.status).toBe(200)
    expect((await ask('GET', '/api/auth/me', { token })).json).toMatchObject({ user: { email } })
  })

  it('keeps neither the secret nor the recovery codes readable', async () => {
    const { recoveryCodes, secret } = await enrolled()
    const [row] = await app.sql(
      `select (select string_agg(f::text, ' ') from second_factors f) ||
        (select string_agg(r::text, ' ') from recovery_codes r) as text`,
    )

    expect(recoveryCodes).toHaveLength(10)
    expect(row?.['text']).not.toContain(secret)
    expect(row?.['text']).not.toContain(recoveryCodes[0])
  })

  it('binds a stored secret to its account and to the secret of the installation', () => {
    const [one, other] = [newId(), newId()]
    const sealed = sealSecret('the secret', one)
    const unreadable = expect.objectContaining({
      code: 'IDENTITY_SECOND_FACTOR_UNREADABLE',
    }) as unknown

    expect(openSecret(sealed, one)).toBe('the secret')
    expect(() => openSecret(sealed, other)).toThrow(unreadable)
    const altered = sealed.split('.').with(3, Buffer.from('the secrex').toString('base64url'))
    expect(() => openSecret(altered.join('.'), one)).toThrow(unreadable)
  })

  it('takes a code once, also when it is sent many times at once', async () => {
    const { email, secret } = await enrolled()
    const challenges = [
      await challengeOf(email),
      await challengeOf(email),
      await challengeOf(email),
    ]
    const code = codeOf(secret)
    const answers = await Promise.all(challenges.map((challenge) => finish(challenge, code)))
    await app.sql('delete from sign_in_attempts')
    const late = await finish(await challengeOf(email), code)

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401])
    expect(codesOf(late)).toEqual(['IDENTITY_CODE_WRONG'])
  })

  it('takes a challenge once and sees a second send as over, not as a wrong code', async () => {
    const { email, secret } = await enrolled()
    const challenge = await challengeOf(email)
    const answers = await Promise.all([0, 0, 0, 0].map(() => finish(challenge, codeOf(secret))))
    const counted = await app.sql("select key from sign_in_attempts where key like 'factor:%'")

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status !== 200).flatMap(codesOf)).toEqual(
      Array(3).fill('IDENTITY_CHALLENGE_OVER'),
    )
    expect(counted).toEqual([])
  })

  it('takes each recovery code once', async () => {
    const { email, recoveryCodes } = await enrolled()
    const [code = ''] = recoveryCodes
    const first = await finish(await challengeOf(email), code.toUpperCase().replaceAll('-', ' '))
    const again = await finish(await challengeOf(email), code)
    const { token } = first.json as { token: string }

    expect(first.status).toBe(200)
    expect(codesOf(again)).toEqual(['IDENTITY_CODE_WRONG'])
    expect((await ask('GET', '/api/auth/second-factor', { token })).json).toEqual({
      isActive: true,
      recoveryCodesLeft: 9,
    })
  })

  it('counts wrong codes sent at once, over all challenges of an account, and then blocks', async () => {
    const { email, secret } = await enrolled()
    const challenges = [await challengeOf(email), await challengeOf(email)]
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => finish(challenges[index % 2] ?? '', '000000')),
    )
    const right = await finish(await challengeOf(email), codeOf(secret))

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
    expect(right.status).toBe(429)
  })

  it('refuses a challenge that is old, of another tenant or from before a new password', async () => {
    const { email, secret } = await enrolled()
    const [old, foreign, stale] = [
      await challengeOf(email),
      await challengeOf(email),
      await challengeOf(email),
    ]
    const over = ['IDENTITY_CHALLENGE_OVER']
    expect(codesOf(await finish(foreign, codeOf(secret), 'northwind'))).toEqual(over)
    await app.sql(
      `update sign_in_challenges set expires_at = now() where id = (select c.id
        from sign_in_challenges c join accounts a on a.id = c.account_id and a.email = $1
        order by c.created_at limit 1)`,
      [email],
    )
    expect(codesOf(await finish(old, codeOf(secret)))).toEqual(over)
    await app.sql("update accounts set password_hash = 'scrypt$other' where email = $1", [email])
    expect(codesOf(await finish(stale, codeOf(secret)))).toEqual(over)
  })

  it('ends the sessions that were opened without it', async () => {
    const email = await member()
    const tokens = await Promise.all(
      [0, 0].map(async () => ((await login(email)).json as { token: string }).token),
    )
    await enrol(tokens[0] ?? '')
    const [kept, ended] = await Promise.all(
      tokens.map((token) => ask('GET', '/api/auth/me', { token })),
    )

    expect([kept?.status, ended?.status]).toEqual([200, 401])
  })

  it('is asked for when an invitation to another tenant is accepted', async () => {
    const { email, secret } = await enrolled()
    const admin = await app.signIn('northwind', 'admin@northwind.test')
    await ask(
      'POST',
      '/api/auth/invitations',
      { body: { email, name: 'Factor', role: 'rep' }, token: admin.token },
      'northwind',
    )
    const [mail] = await app.sql('select body_text from mails where to_address = $1', [email])
    const token = /token=([\w-]{43})/.exec(String(mail?.['body_text']))?.[1]
    const accepted = await ask(
      'POST',
      '/api/auth/accept-invitation',
      { body: { password: PASSWORD, token } },
      'northwind',
    )
    const { challenge } = accepted.json as { challenge: string }

    expect(codesOf(accepted)).toEqual(['IDENTITY_SECOND_FACTOR_NEEDED'])
    expect((await finish(challenge, codeOf(secret), 'northwind')).status).toBe(200)
  })

  it('is asked for where only a password stands behind the way to a tenant', async () => {
    const { email, secret } = await enrolled()
    const [account] = await app.sql('select id from accounts where email = $1', [email])
    const accountId = String(account?.['id'])
    const code = await createSwitchCode({ accountId }, app.tenantId('acme'))
    const entered = await ask('POST', '/api/auth/switch', { body: { code } })
    const { challenge } = entered.json as { challenge: string }
    const shown = await formAt('localhost', '/login', { email, password: PASSWORD })

    expect(codesOf(entered)).toEqual(['IDENTITY_SECOND_FACTOR_NEEDED'])
    expect((await finish(challenge, codeOf(secret))).status).toBe(200)
    expect(`${shown.headers.location ?? ''} ${shown.text}`).not.toContain('code=')
  })

  it('is not asked for again by somebody who switches from a session that has shown it', async () => {
    const email = await member()
    await member('northwind', email)
    const { token } = (await login(email)).json as { token: string }
    await enrol(token)
    const over = await ask('POST', '/api/auth/switch', { body: { tenant: 'northwind' }, token })
    const code = new URL((over.json as { url: string }).url).searchParams.get('code')

    expect((await ask('POST', '/api/auth/switch', { body: { code } }, 'northwind')).status).toBe(
      200,
    )
  })

  it('holds for the staff of the platform', async () => {
    const email = 'staff@platform.test'
    await createPlatformStaff({ email, name: 'Staff', password: PASSWORD })
    const { token } = (await login(email, 'localhost')).json as { token: string }
    const { secret } = await enrol(token, 'localhost')
    const challenge = await challengeOf(email, 'localhost')
    const wrong = await finish(challenge, '000000', 'localhost')
    const right = await finish(challenge, codeOf(secret), 'localhost')

    expect(codesOf(wrong)).toEqual(['IDENTITY_CODE_WRONG'])
    expect(right.json).toMatchObject({ user: { email } })
    const shown = await formAt('localhost', '/login', { email, password: PASSWORD })
    expect(shown.text).toContain('action="/second-factor"')
    const done = await formAt('localhost', '/second-factor', {
      challenge: hiddenIn(shown, 'challenge'),
      code: codeOf(secret, 1),
      next: '/',
    })
    expect(done.status).toBe(303)
    expect(done.headers['set-cookie']?.join()).toContain('tenon-session=')
  })
})

describe('setting up a second factor', () => {
  it('changes nothing until a code of the app confirms it', async () => {
    const email = await member()
    const { token } = (await login(email)).json as { token: string }
    const begun = await ask('POST', '/api/auth/second-factor/enrolment', { token })
    const wrong = await ask('POST', '/api/auth/second-factor/confirmation', {
      body: { code: '000000' },
      token,
    })

    expect(begun.json).toMatchObject({
      address: expect.stringContaining('otpauth://totp/') as unknown,
      qr: expect.stringMatching(/^data:image\/svg\+xml;base64,/) as unknown,
    })
    expect(codesOf(wrong)).toEqual(['IDENTITY_CODE_WRONG'])
    expect((await login(email)).status).toBe(200)
  })

  it('cannot be begun again over one that is on, nor by nobody', async () => {
    const { token } = await enrolled()
    const path = '/api/auth/second-factor/enrolment'

    expect(codesOf(await ask('POST', path, { token }))).toEqual(['IDENTITY_SECOND_FACTOR_ACTIVE'])
    expect((await ask('POST', path)).status).toBe(401)
  })

  it('is undone with the password and a code alone', async () => {
    const { email, secret, token } = await enrolled()
    const remove = (body: Record<string, string>) =>
      ask('POST', '/api/auth/second-factor/removal', { body, token })
    const withoutPassword = await remove({ code: codeOf(secret), password: 'wrong password' })
    const withoutCode = await remove({ code: '000000', password: PASSWORD })

    expect(codesOf(withoutPassword)).toEqual(['IDENTITY_CREDENTIALS_WRONG'])
    expect(codesOf(withoutCode)).toEqual(['IDENTITY_CODE_WRONG'])
    expect((await login(email)).status).toBe(401)
    expect((await remove({ code: codeOf(secret), password: PASSWORD })).status).toBe(200)
    expect((await login(email)).status).toBe(200)
  })
})

describe('the pages of the second factor', () => {
  it('lead from the password to the code and on to the page asked for, without scripts', async () => {
    const { email, secret } = await enrolled()
    const path = '/login?redirect=/admin/collections/deals'
    const shown = await formAt('acme', path, { email, password: PASSWORD })
    const fields = { challenge: hiddenIn(shown, 'challenge'), next: hiddenIn(shown, 'next') }
    const wrong = await formAt('acme', '/second-factor', { ...fields, code: '000000' })
    const right = await formAt('acme', '/second-factor', { ...fields, code: codeOf(secret) })

    expect(shown.status).toBe(401)
    expect(wrong.text).toContain('This code is not right')
    expect(wrong.text).toContain(fields.challenge)
    expect(right.headers.location).toBe('/admin/collections/deals')
    expect(right.headers['set-cookie']?.join()).toContain('tenon-session=')
  })

  it('send nobody to another host afterwards', async () => {
    const { email, secret } = await enrolled()
    const challenge = await challengeOf(email)
    const code = codeOf(secret)
    const next = 'https://evil.test/'
    const answer = await formAt('acme', '/second-factor', { challenge, code, next })

    expect(answer.headers.location).toBe('/')
  })

  it('set it up and switch it off', async () => {
    const email = await member()
    const { token } = (await login(email)).json as { token: string }
    const cookie = `tenon-session=${token}`
    const page = '/account/second-factor'
    const own = { cookie, origin: app.origin('acme') }
    const begun = await formAt('acme', page, { act: 'begin' }, own)
    const secret = /<code>([A-Z2-7]{32})<\/code>/.exec(begun.text)?.[1] ?? ''
    const wrong = await formAt('acme', page, { act: 'confirm', code: '000000' }, own)
    const done = await formAt('acme', page, { act: 'confirm', code: codeOf(secret, -1) }, own)
    const state = await ask('GET', page, { cookie, headers: { accept: 'text/html' } })
    const values = { act: 'remove', code: codeOf(secret), password: PASSWORD }
    const removed = await formAt('acme', page, values, own)

    expect(begun.text).toContain('<svg')
    expect(wrong.text).toContain(secret)
    expect(done.text.match(/<li><code>/g)).toHaveLength(10)
    expect(state.text).toContain('Recovery codes left: 10')
    expect(removed.text).toContain('Your second factor is off')
    expect((await formAt('acme', page, { act: 'begin' }, { cookie })).status).toBe(403)
  })
})

describe('a tenant that asks for a second factor', () => {
  it('lets people do nothing before they have set one up, and programs go on', async () => {
    const admin = await app.signIn('northwind', 'admin@northwind.test', { fresh: true })
    const email = await member('northwind')
    const { token } = (await login(email, 'northwind')).json as { token: string }
    const at = (method: string, path: string, request: AppRequest = {}) =>
      ask(method, path, { token, ...request }, 'northwind')
    const key = await at('POST', '/api/auth/api-keys', {
      body: { name: 'Program', role: 'viewer' },
      token: admin.token,
    })
    const policy = (requireSecondFactor: boolean, by: string) =>
      at('PATCH', '/api/auth/policy', { body: { requireSecondFactor }, token: by })

    expect((await policy(true, token)).status).toBe(403)
    expect((await policy(true, admin.token)).json).toEqual({ doc: { requireSecondFactor: true } })
    for (const [method, path] of [
      ['GET', '/api/deals'],
      ['POST', '/api/companies'],
      ['GET', '/api/auth/sessions'],
      ['GET', '/api/users/me'],
      ['GET', '/api/modules'],
      ['PATCH', '/api/auth/policy'],
    ] as const) {
      expect(codesOf(await at(method, path))).toEqual(['IDENTITY_SECOND_FACTOR_REQUIRED'])
    }
    expect((await at('GET', '/api/auth/me')).status).toBe(200)
    for (const path of ['/', '/admin', '/admin/collections/deals', '/login']) {
      const led = await at('GET', path, { headers: { accept: 'text/html' } })
      expect([led.status, led.headers.location]).toEqual([303, '/account/second-factor'])
    }
    const program = await at('GET', '/api/deals', { token: (key.json as { key: string }).key })
    expect(program.status).toBe(200)

    await enrol(token, 'northwind')
    expect((await at('GET', '/api/deals')).status).toBe(200)
    await enrol(admin.token, 'northwind')
    expect((await policy(false, admin.token)).status).toBe(200)
  })

  it('asks nothing of the members of another', async () => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    await app.sql("update tenants set require_second_factor = true where slug = 'northwind'")

    expect((await ask('GET', '/api/auth/policy', { token })).json).toEqual({
      doc: { requireSecondFactor: false },
    })
    expect((await ask('GET', '/api/deals?limit=1', { token })).status).toBe(200)
  })
})

function formAt(
  host: string,
  path: string,
  values: Record<string, string>,
  own: { cookie?: string; origin?: string } = {},
): Promise<AppAnswer> {
  return app.request(host, 'POST', path, {
    body: new URLSearchParams(values).toString(),
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      ...(own.origin === undefined ? {} : { origin: own.origin }),
    },
    ...(own.cookie === undefined ? {} : { cookie: own.cookie }),
  })
}

function hiddenIn(page: AppAnswer, name: string): string {
  return new RegExp(`name="${name}" type="hidden" value="([^"]*)"`).exec(page.text)?.[1] ?? ''
}
