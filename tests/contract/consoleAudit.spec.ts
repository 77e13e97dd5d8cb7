import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createPlatformStaff } from '../../src/identity/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'

const PASSWORD = 'correct horse battery'
const EMAIL = 'boss@platform.test'

type Entry = {
  accountId: string | null
  addressRange: string | null
  facts: Record<string, unknown>
  id: string
  kind: string
  subject: string | null
  userAgent: string | null
}

describe('the audit of the platform', () => {
  let app: TestApp
  let token = ''
  let accountId = ''

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    ;({ accountId } = await createPlatformStaff({ email: EMAIL, name: 'Boss', password: PASSWORD }))
    token = await signIn()
  })
  beforeEach(async () => {
    await app.sql('delete from sign_in_attempts')
  })
  afterAll(async () => {
    await app.close()
  })

  const at = (method: string, path: string, request: AppRequest = {}) =>
    app.request('localhost', method, path, request)
  const login = (password = PASSWORD, email = EMAIL) =>
    at('POST', '/api/auth/login', { body: { email, password }, headers: { 'user-agent': 'Test' } })
  const signIn = async () => ((await login()).json as { token: string }).token
  const form = (fields: Record<string, string>): AppRequest => ({
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const entries = async (query = '') => {
    const answer = await at('GET', `/api/platform/audit${query}`, { token })
    expect(`${answer.status} ${answer.text}`).toMatch(/^200/)

    return answer.json as { docs: Entry[]; next: string | null }
  }
  const clean = () => app.sql('delete from platform_audit_entries')

  it('holds who signed in and out, from which network, and never a secret', async () => {
    await clean()
    const other = await signIn()
    await at('POST', '/api/auth/logout', { token: other })
    const { docs } = await entries()

    expect(docs.map(({ kind }) => kind)).toEqual(['sign-out.own', 'sign-in.succeeded'])
    expect(docs[1]).toMatchObject({
      accountId,
      addressRange: '127.0.0.0/24',
      subject: EMAIL,
      userAgent: 'Test',
    })
    expect(docs[0]).toMatchObject({ accountId, subject: EMAIL })
    expect(JSON.stringify(docs)).not.toContain(other)
  })

  it('holds what failed by the API and by the page, and no address that is not of the staff', async () => {
    await clean()
    await login('wrong one')
    await login('wrong two', 'private@elsewhere.test')
    await at('POST', '/login', form({ email: EMAIL, password: 'wrong three' }))
    await at('POST', '/login', form({ email: 'admin@acme.test', password: 'wrong four' }))
    const { docs } = await entries('?kind=sign-in.failed')

    expect(docs.map(({ subject }) => subject)).toEqual([null, EMAIL, null, EMAIL])
    expect(docs[0]?.facts).toEqual({ step: 'password' })
    expect(JSON.stringify(docs)).not.toMatch(/wrong|elsewhere|acme/)
  })

  it('says nothing about people who go on to their own tenant from there', async () => {
    await clean()
    await at('POST', '/login', form({ email: 'admin@acme.test', password: 'tenon-demo' }))
    await app.request('acme', 'POST', '/api/auth/login', {
      body: { email: 'admin@acme.test', password: 'wrong' },
    })
    await app.signIn('acme', 'rep@acme.test', { fresh: true })

    expect((await entries()).docs).toEqual([])
  })

  it('cannot be filled by who is shut out already', async () => {
    await clean()
    for (let round = 0; round < 12; round += 1) {
      await login('wrong')
    }

    expect((await entries()).docs).toHaveLength(5)
  })

  it('holds the second factor: set up, wrong, right and switched off', async () => {
    await clean()
    const begun = await at('POST', '/api/auth/second-factor/enrolment', { token })
    const { secret } = begun.json as { secret: string }
    const code = (steps: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: Date.now() + steps * 30_000,
      })
    await at('POST', '/api/auth/second-factor/confirmation', { body: { code: code(-1) }, token })
    const { challenge } = (await login()).json as { challenge: string }
    await at('POST', '/api/auth/second-factor', { body: { challenge, code: '000000' } })
    await at('POST', '/api/auth/second-factor', { body: { challenge, code: code(0) } })
    await app.sql('update second_factors set last_step = null')
    await at('POST', '/api/auth/second-factor/removal', {
      body: { code: code(0), password: PASSWORD },
      token,
    })
    const { docs } = await entries()

    expect(docs.map(({ facts, kind }) => [kind, facts['step']].join(' ').trim())).toEqual([
      'second-factor.off',
      'sign-in.succeeded second factor',
      'sign-in.failed second factor',
      'second-factor.on',
    ])
    expect(new Set(docs.map(({ subject }) => subject))).toEqual(new Set([EMAIL]))
  })

  it('is paged without a gap, in the API and on the page', async () => {
    await clean()
    for (let round = 0; round < 30; round += 1) {
      await app.sql(
        `insert into platform_audit_entries (id, kind, subject, at)
          values (gen_random_uuid(), 'sign-in.failed', $1, now() - make_interval(mins => $2))`,
        [`person ${round}.`, round],
      )
    }
    const seen: string[] = []
    let next: null | string = ''
    while (next !== null) {
      const page: Awaited<ReturnType<typeof entries>> = await entries(
        `?limit=7${next === '' ? '' : `&after=${next}`}`,
      )
      seen.push(...page.docs.map(({ subject }) => subject ?? ''))
      next = page.next
    }
    const cookie = `tenon-session=${token}`
    const first = await at('GET', '/audit', { cookie })
    const older = /href="(\/audit\?after=[\w-]+)"/.exec(first.text)?.[1] ?? ''
    const second = await at('GET', older, { cookie })

    expect(seen).toEqual(Array.from({ length: 30 }, (_, round) => `person ${round}.`))
    expect(first.text).toContain('person 24.')
    expect(first.text).not.toContain('person 25.')
    expect(second.text).toContain('person 25.')
    expect(second.text).toContain('person 29.')
    expect(second.text).not.toContain('person 24.')
    expect(second.text).toContain('Sign-in failed')
  })

  it('refuses what it cannot look for', async () => {
    for (const query of ['?after=1', '?limit=0', '?limit=x', '?colour=red']) {
      const { status } = await at('GET', `/api/platform/audit${query}`, { token })
      expect(`${query} ${status}`).toBe(`${query} 400`)
    }
  })

  it('is for staff alone, and beyond the reach of any tenant', async () => {
    const tenant = (await app.signIn('acme', 'admin@acme.test')).token

    expect((await at('GET', '/api/platform/audit')).status).toBe(401)
    expect((await at('GET', '/api/platform/audit', { token: tenant })).status).toBe(401)
    expect((await at('GET', '/audit')).headers.location).toBe('/')
    const grants = await app.sql(
      `select grantee, privilege_type from information_schema.role_table_grants
        where table_name = 'platform_audit_entries' and grantee <> 'tenon_owner'
          and grantee not in (select rolname from pg_roles where rolsuper)
        order by 1, 2`,
    )
    expect(
      grants.map((row) => `${String(row['grantee'])} ${String(row['privilege_type'])}`),
    ).toEqual(['tenon_system INSERT', 'tenon_system SELECT'])
  })
})
