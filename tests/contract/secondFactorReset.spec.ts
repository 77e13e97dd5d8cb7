import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createMember, createPlatformStaff } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'
import { keepAccountMails } from '../isolation/matrixAuth.ts'

const PASSWORD = 'correct horse battery'

type Person = { email: string; secret: string; token: string; userId: string }

let app: TestApp
let admin = ''
let counter = 0

beforeAll(async () => {
  app = await testApp({ logLevel: 'error' })
  // A delivered mail loses its text.
  await keepAccountMails(app)
  admin = (await app.signIn('acme', 'admin@acme.test')).token
})
beforeEach(async () => {
  await app.sql('delete from sign_in_attempts')
  await app.sql('delete from account_mails')
  await app.sql('delete from account_mail_copies')
})
afterAll(async () => {
  await app.close()
})

const codeOf = (answer: AppAnswer) =>
  (answer.json as { errors?: { code: string }[] }).errors?.[0]?.code
const timeCode = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })
const login = (host: string, email: string) =>
  app.request(host, 'POST', '/api/auth/login', { body: { email, password: PASSWORD } })

async function enrol(host: string, token: string): Promise<string> {
  const begun = await app.request(host, 'POST', '/api/auth/second-factor/enrolment', { token })
  const { secret } = begun.json as { secret: string }
  const confirmed = await app.request(host, 'POST', '/api/auth/second-factor/confirmation', {
    body: { code: timeCode(secret, -1) },
    token,
  })
  expect(`${confirmed.status} ${confirmed.text}`).toMatch(/^200/)

  return secret
}

async function member(role = 'rep', slugs: readonly string[] = ['acme']): Promise<Person> {
  counter += 1
  const email = `lost${counter}@acme.test`
  const made = []
  for (const slug of slugs) {
    const tenantId = app.tenantId(slug)
    made.push(
      await createMember({ email, name: 'Lost', password: PASSWORD, roleKey: role, tenantId }),
    )
  }
  const { token } = (await login('acme', email)).json as { token: string }

  return { email, secret: await enrol('acme', token), token, userId: made[0]?.userId ?? '' }
}

const reset = (id: string, token = admin, host = 'acme') =>
  app.request(host, 'POST', `/api/auth/users/${id}/second-factor-reset`, { token })
const hasFactor = async (email: string) =>
  (
    await app.sql(
      `select 1 from second_factors f join accounts a on a.id = f.account_id where a.email = $1`,
      [email],
    )
  ).length === 1
const mailsTo = (email: string) =>
  app.sql('select subject, body_text from account_mail_copies where to_address = $1', [email])

describe('a second factor that was lost, reset by who manages the users', () => {
  it('is gone with its recovery codes and every session, noted and told by mail', async () => {
    const person = await member()
    const { challenge } = (await login('acme', person.email)).json as { challenge: string }
    const answer = await reset(person.userId)
    const late = await app.request('acme', 'POST', '/api/auth/second-factor', {
      body: { challenge, code: timeCode(person.secret) },
    })
    const me = await app.request('acme', 'GET', '/api/auth/me', { token: person.token })
    const codes = await app.sql(
      `select 1 from recovery_codes r join accounts a on a.id = r.account_id where a.email = $1`,
      [person.email],
    )
    const audit = await app.request('acme', 'GET', '/api/audit?kind=second-factor.reset', {
      token: admin,
    })
    const [mail] = await mailsTo(person.email)

    expect(`${answer.status} ${answer.text}`).toBe(`200 {"id":"${person.userId}"}`)
    expect(codeOf(late)).toBe('IDENTITY_CHALLENGE_OVER')
    expect(me.status).toBe(401)
    expect(codes).toEqual([])
    expect(audit.json).toMatchObject({ docs: [{ subject: person.userId }] })
    expect(mail?.['subject']).toContain('second factor')
    expect(mail?.['body_text']).toContain(`${app.origin('acme')}/account/second-factor`)
    expect((await login('acme', person.email)).status).toBe(200)
    expect(codeOf(await reset(person.userId))).toBe('IDENTITY_SECOND_FACTOR_MISSING')
  })

  it('is for nobody without that right, by session, key or another tenant', async () => {
    const person = await member()
    const rep = (await app.signIn('acme', 'rep@acme.test')).token
    const foreign = (await app.signIn('northwind', 'admin@northwind.test')).token
    const made = await app.request('acme', 'POST', '/api/auth/api-keys', {
      body: { name: 'Program', role: 'admin' },
      token: admin,
    })
    const { key } = made.json as { key: string }

    expect(codeOf(await reset(person.userId, rep))).toBe('SERVER_PERMISSION_REFUSED')
    expect(codeOf(await reset(person.userId, key))).toBe('SERVER_API_KEY_REFUSED')
    expect(codeOf(await reset(person.userId, foreign, 'northwind'))).toBe('IDENTITY_USER_MISSING')
    expect(codeOf(await reset(newId()))).toBe('IDENTITY_USER_MISSING')
    expect(codeOf(await reset('me'))).toBe('IDENTITY_USER_MISSING')
    expect(await hasFactor(person.email)).toBe(true)
  })

  it('is not taken from who may do more, nor from oneself', async () => {
    const role = await app.request('acme', 'POST', '/api/roles', {
      body: {
        key: 'people',
        name: 'People',
        permissions: { actions: ['users.manage'], collections: {}, fields: {} },
      },
      token: admin,
    })
    expect(`${role.status} ${role.text}`).toMatch(/^201/)
    const [boss, helper] = [await member('admin'), await member('people')]

    expect(codeOf(await reset(boss.userId, helper.token))).toBe('IDENTITY_SECOND_FACTOR_REFUSED')
    expect(codeOf(await reset(boss.userId, boss.token))).toBe('IDENTITY_SECOND_FACTOR_OWN')
    expect(await hasFactor(boss.email)).toBe(true)
    expect((await reset(helper.userId, boss.token)).status).toBe(200)
  })

  it('is not taken from people of other tenants too, nor from staff of the platform', async () => {
    const [both, staff] = [await member('rep', ['acme', 'northwind']), await member()]
    await app.sql('update accounts set platform_staff = true where email = $1', [staff.email])

    for (const person of [both, staff]) {
      expect(codeOf(await reset(person.userId))).toBe('IDENTITY_SECOND_FACTOR_REFUSED')
      expect(await hasFactor(person.email)).toBe(true)
    }
  })
})

describe('a second factor that was lost, reset by staff of the platform', () => {
  let boss: { secret: string; token: string }
  const ask = (body: Record<string, string>, token = boss.token) =>
    app.request('localhost', 'POST', '/api/platform/second-factor-reset', { body, token })
  const code = async () => {
    await app.sql('update second_factors set last_step = null')

    return timeCode(boss.secret)
  }

  const staffMember = async (email: string) => {
    await createPlatformStaff({ email, name: 'Staff', password: PASSWORD })
    const { token } = (await login('localhost', email)).json as { token: string }

    return token
  }

  beforeAll(async () => {
    const token = await staffMember('boss@platform.test')
    boss = { secret: await enrol('localhost', token), token }
  })

  it('is gone from one of the staff, in the audit of the platform, and told by mail', async () => {
    const token = await staffMember('lost@platform.test')
    await enrol('localhost', token)
    const answer = await ask({ code: await code(), email: 'Lost@Platform.test' })
    const audit = await app.request(
      'localhost',
      'GET',
      '/api/platform/audit?kind=second-factor.reset',
      { token: boss.token },
    )
    const me = await app.request('localhost', 'GET', '/api/auth/me', { token })

    expect(`${answer.status} ${answer.text}`).toBe('200 {"reset":true}')
    expect(audit.json).toMatchObject({
      docs: [{ facts: { by: 'boss@platform.test' }, subject: 'lost@platform.test' }],
    })
    expect(me.status).toBe(401)
    expect(await mailsTo('lost@platform.test')).toHaveLength(1)
    expect((await login('localhost', 'lost@platform.test')).status).toBe(200)
  })

  it('is gone from somebody of several tenants, in the audit of each', async () => {
    const person = await member('rep', ['acme', 'northwind'])
    expect((await ask({ code: await code(), email: person.email })).status).toBe(200)
    const noted = await app.sql(
      `select tenant_id, actor_type, facts from audit_entries e
        where kind = 'second-factor.reset' and facts ->> 'by' = 'platform'
          and subject in (select u.id::text from users u where u.email = $1)`,
      [person.email],
    )

    expect(noted).toHaveLength(2)
    expect(noted[0]).toMatchObject({ actor_type: 'system' })
    expect(await hasFactor(person.email)).toBe(false)
  })

  it('needs a code of the staff who does it, and leaves their own alone', async () => {
    const person = await member()
    const plain = await staffMember('plain@platform.test')
    const given = { code: '000000', email: person.email }

    expect(codeOf(await ask(given))).toBe('IDENTITY_CODE_WRONG')
    expect(codeOf(await ask(given, plain))).toBe('IDENTITY_STAFF_FACTOR_MISSING')
    expect((await ask(given, admin)).status).toBe(401)
    expect(codeOf(await ask({ code: await code(), email: 'boss@platform.test' }))).toBe(
      'IDENTITY_SECOND_FACTOR_OWN',
    )
    expect(codeOf(await ask({ code: await code(), email: 'nobody@acme.test' }))).toBe(
      'IDENTITY_ACCOUNT_MISSING',
    )
    expect(codeOf(await ask({ code: await code(), email: 'plain@platform.test' }))).toBe(
      'IDENTITY_SECOND_FACTOR_MISSING',
    )
    expect(await hasFactor(person.email)).toBe(true)
  })

  it('is done on the page as well, which says what is wrong', async () => {
    const person = await member()
    const cookie = `tenon-session=${boss.token}`
    const send = (fields: Record<string, string>) => {
      const request: AppRequest = {
        body: new URLSearchParams(fields).toString(),
        cookie,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: `http://localhost:${app.port}`,
        },
      }

      return app.request('localhost', 'POST', '/people/second-factor', request)
    }
    const wrong = await send({ code: '000000', email: person.email })
    const right = await send({ code: await code(), email: person.email })
    const after = await app.request('localhost', 'GET', right.headers.location ?? '', { cookie })

    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('This code is not right')
    expect(wrong.text).toContain(`value="${person.email}"`)
    expect(right.headers.location).toBe('/people?done=1')
    expect(after.text).toContain('The second factor is reset')
    expect(await hasFactor(person.email)).toBe(false)
  })
})
