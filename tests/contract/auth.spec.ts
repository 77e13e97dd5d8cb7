import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import {
  acceptInvitation,
  authenticate,
  authenticatePlatform,
  createPlatformStaff,
  createSwitchCode,
  deliverMails,
  hasPlatformStaff,
  invalidateTenantSessions,
  inviteUser,
  listMemberships,
  listOwnMails,
  listSessions,
  redeemSwitchCode,
  requestPasswordReset,
  resetPassword,
  signIn,
  signInToPlatform,
  signOut,
  sweepIdentity,
} from '../../src/identity/index.ts'
import type { Invitation, Principal, TenantRef } from '../../src/identity/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { identityBench, PASSWORD, visitor } from '../helpers/identityBench.ts'
import type { IdentityBench } from '../helpers/identityBench.ts'

describe('identity', () => {
  let bench: IdentityBench
  let alpha: TenantRef
  let dataDir: string

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'tenon-mail-'))
    bench = await identityBench()
    alpha = {
      id: bench.alpha,
      locale: 'en',
      name: 'Tenant alpha',
      origin: 'http://alpha.localhost:3000',
      slug: 'alpha',
    }
  })
  afterAll(async () => {
    await bench.close()
    rmSync(dataDir, { force: true, recursive: true })
  })
  beforeEach(async () => {
    await bench.fresh.superuser('delete from sign_in_attempts')
  })

  function enter(email: string, password = PASSWORD, tenantId = bench.alpha) {
    return signIn({ email, password, tenantId, visitor })
  }

  async function invite(
    inviter: Principal,
    wanted: Partial<Invitation> & { email: string },
  ): Promise<{ mailId: string; token: string; userId: string }> {
    const invited = await runAsTenant(
      { tenantId: inviter.tenantId, userId: inviter.userId },
      async () =>
        inviteUser({
          inviter,
          name: 'New Person',
          role: { key: 'rep' },
          tenant: alpha,
          ...wanted,
        }),
    )
    const [mail] = await bench.fresh.superuser<{ body_text: string }>(
      'select body_text from mails where id = $1',
      [invited.mailId],
    )

    return { ...invited, token: tokenIn(mail?.body_text) }
  }

  async function resetToken(email: string): Promise<string> {
    await requestPasswordReset({ email, ip: visitor.ip, tenant: alpha })
    const [mail] = await bench.fresh.superuser<{ body_text: string }>(
      'select body_text from account_mails where to_address = $1 order by id desc limit 1',
      [email],
    )

    return tokenIn(mail?.body_text)
  }

  it('keeps every one of 20 parallel sign-ins alive', async () => {
    const opened = await Promise.all(Array.from({ length: 20 }, () => enter('owner@alpha.test')))
    const principals = await Promise.all(
      opened.map(({ token }) => authenticate(token, bench.alpha, false)),
    )

    expect(new Set(opened.map(({ token }) => token)).size).toBe(20)
    expect(principals.map((principal) => principal?.email)).toEqual(
      Array.from({ length: 20 }, () => 'owner@alpha.test'),
    )
    expect(principals[0]?.roleKey).toBe('admin')
  })

  it('stores neither tokens nor passwords', async () => {
    const { token } = await enter('owner@alpha.test')
    const [row] = await bench.fresh.superuser<{ text: string }>(
      `select coalesce((select string_agg(s::text, ' ') from sessions s), '') ||
        (select string_agg(a::text, ' ') from accounts a) as text`,
    )

    expect(row?.text).not.toContain(token)
    expect(row?.text).not.toContain(PASSWORD)
  })

  it('accepts a session only in its own tenant', async () => {
    const { token } = await enter('owner@alpha.test')

    expect(await authenticate(token, bench.beta, false)).toBeNull()
    expect(await authenticatePlatform(token, false)).toBeNull()
    expect(await authenticate(`${token.slice(0, -1)}_`, bench.alpha, false)).toBeNull()
  })

  it('ends a session at once in this process', async () => {
    const { principal, token } = await enter('owner@alpha.test')
    await authenticate(token, bench.alpha, false)

    expect(await signOut(principal)).toBe(true)
    expect(await authenticate(token, bench.alpha, false)).toBeNull()
  })

  it.each([
    ['lies idle', "last_seen_at = now() - interval '13 hours'"],
    ['reaches its end', "expires_at = now() - interval '1 second'"],
  ])('refuses a session that %s', async (_what, change) => {
    const { session, token } = await enter('owner@alpha.test')
    await bench.fresh.superuser(`update sessions set ${change} where id = $1`, [session.id])

    expect(await authenticate(token, bench.alpha, false)).toBeNull()
  })

  it('notes when a session was last used, once a minute', async () => {
    const { principal, session, token } = await enter('owner@alpha.test')
    await bench.fresh.superuser(
      "update sessions set last_seen_at = now() - interval '1 hour' where id = $1",
      [session.id],
    )
    await authenticate(token, bench.alpha, false)
    const own = (await listSessions(principal)).find(({ id }) => id === session.id)

    expect(Date.now() - Date.parse(own?.lastSeenAt ?? '')).toBeLessThan(60_000)
  })

  it('refuses the session of a user who has been disabled', async () => {
    const userId = await bench.member('alpha', 'leaver@alpha.test', 'rep')
    const { token } = await enter('leaver@alpha.test')
    await bench.fresh.superuser("update users set status = 'disabled' where id = $1", [userId])
    invalidateTenantSessions(bench.alpha)

    expect(await authenticate(token, bench.alpha, false)).toBeNull()
    await expect(enter('leaver@alpha.test')).rejects.toMatchObject({
      code: 'IDENTITY_CREDENTIALS_WRONG',
    })
  })

  it('shuts a suspended tenant', async () => {
    const { token } = await enter('owner@beta.test', PASSWORD, bench.beta)
    await bench.fresh.superuser("update tenants set status = 'suspended' where id = $1", [
      bench.beta,
    ])
    try {
      expect(await authenticate(token, bench.beta, false)).toBeNull()
      await expect(enter('owner@beta.test', PASSWORD, bench.beta)).rejects.toMatchObject({
        code: 'IDENTITY_TENANT_SUSPENDED',
        status: 403,
      })
    } finally {
      await bench.fresh.superuser("update tenants set status = 'active' where id = $1", [
        bench.beta,
      ])
    }
  })

  it('blocks an account after five failures, whether or not there is one', async () => {
    for (const email of ['owner@alpha.test', 'nobody@alpha.test']) {
      const guesses = Array.from({ length: 8 }, (_each, index) =>
        signIn({
          email,
          password: `wrong ${index}`,
          tenantId: bench.alpha,
          visitor: { ...visitor, ip: `198.51.${100 + index}.1` },
        }).catch((error: unknown) => (error as { code: string }).code),
      )
      const codes = await Promise.all(guesses)

      expect(codes.filter((code) => code === 'IDENTITY_CREDENTIALS_WRONG')).toHaveLength(5)
      expect(codes.filter((code) => code === 'IDENTITY_SIGN_IN_BLOCKED')).toHaveLength(3)
    }
    await expect(enter('owner@alpha.test')).rejects.toMatchObject({
      code: 'IDENTITY_SIGN_IN_BLOCKED',
      status: 429,
    })
  })

  it('doubles the time of a block and lifts it after success', async () => {
    const fail = () => enter('owner@alpha.test', 'wrong').catch(() => undefined)
    const key = "key like 'account:%'"
    for (let count = 0; count < 5; count += 1) {
      await fail()
    }
    const seconds = async () => {
      const [row] = await bench.fresh.superuser<{ seconds: number }>(
        `select round(extract(epoch from blocked_until - failed_at))::int as seconds
          from sign_in_attempts where ${key}`,
      )

      return row?.seconds
    }
    expect(await seconds()).toBe(30)

    await bench.fresh.superuser(`update sign_in_attempts set blocked_until = now() where ${key}`)
    await fail()
    expect(await seconds()).toBe(60)

    await bench.fresh.superuser(`update sign_in_attempts set blocked_until = now() where ${key}`)
    await enter('owner@alpha.test')
    expect(await seconds()).toBeUndefined()
  })

  it('blocks an address range that fails for many accounts', async () => {
    await bench.fresh.superuser(
      `insert into sign_in_attempts (key, failures, failed_at) values ('address:203.0.113.0/24', 49, now())`,
    )
    await enter('somebody@alpha.test').catch(() => undefined)

    await expect(enter('owner@alpha.test')).rejects.toMatchObject({
      code: 'IDENTITY_SIGN_IN_BLOCKED',
    })
    const elsewhere = { ...visitor, ip: '192.0.2.1' }
    const args = { email: 'owner@alpha.test', password: PASSWORD, tenantId: bench.alpha }
    await expect(signIn({ ...args, visitor: elsewhere })).resolves.toBeDefined()
  })

  it('takes as long for an unknown account as for a wrong password', async () => {
    const time = async (email: string) => {
      const started = performance.now()
      await enter(email, 'wrong password').catch(() => undefined)
      await bench.fresh.superuser('delete from sign_in_attempts')

      return performance.now() - started
    }
    const known: number[] = []
    const unknown: number[] = []
    await time('owner@alpha.test')
    for (let round = 0; round < 7; round += 1) {
      known.push(await time('owner@alpha.test'))
      unknown.push(await time(`nobody${round}@alpha.test`))
    }
    const ratio = median(unknown) / median(known)

    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.6)
  })

  it('refuses demo logins, and their sessions, where they are not allowed', async () => {
    await bench.member('alpha', 'demo@alpha.test', 'rep', true)
    const args = { email: 'demo@alpha.test', password: 'tenon-demo', tenantId: bench.alpha }
    await expect(signIn({ ...args, visitor })).rejects.toMatchObject({
      code: 'IDENTITY_CREDENTIALS_WRONG',
    })
    const { token } = await signIn({ ...args, visitor: { ...visitor, demoAllowed: true } })

    expect(await authenticate(token, bench.alpha, true)).not.toBeNull()
    expect(await authenticate(token, bench.alpha, false)).toBeNull()
  })

  it('lets only the platform staff into the console', async () => {
    const staff = { email: 'staff@platform.test', name: 'Staff', password: PASSWORD }
    expect(await hasPlatformStaff()).toBe(false)
    await createPlatformStaff(staff)
    const { token } = await signInToPlatform({ ...staff, visitor })

    expect(await hasPlatformStaff()).toBe(true)
    expect((await authenticatePlatform(token, false))?.email).toBe('staff@platform.test')
    expect(await authenticate(token, bench.alpha, false)).toBeNull()
    await expect(
      signInToPlatform({ email: 'owner@alpha.test', password: PASSWORD, visitor }),
    ).rejects.toMatchObject({ code: 'IDENTITY_CREDENTIALS_WRONG' })
    await expect(enter('staff@platform.test')).rejects.toMatchObject({
      code: 'IDENTITY_CREDENTIALS_WRONG',
    })
  })

  it('gives a switch code away once, to its own tenant, for a minute', async () => {
    await bench.member('beta', 'owner@alpha.test', 'viewer')
    const { principal } = await enter('owner@alpha.test')
    const redeem = (code: string, tenantId: string) => redeemSwitchCode({ code, tenantId, visitor })
    const refused = { code: 'IDENTITY_CODE_INVALID' }
    const code = await createSwitchCode(principal, bench.beta)

    await expect(redeem(code, bench.alpha)).rejects.toMatchObject(refused)
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => redeem(code, bench.beta)))
    const won = tries.filter((each) => each.status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(won[0]?.value.principal).toMatchObject({ roleKey: 'viewer', tenantId: bench.beta })

    const late = await createSwitchCode(principal, bench.beta)
    await bench.fresh.superuser(
      "update account_tokens set expires_at = now() where kind = 'switch' and used_at is null",
    )
    await expect(redeem(late, bench.beta)).rejects.toMatchObject(refused)
    expect((await listMemberships(principal.accountId)).map(({ slug }) => slug)).toEqual([
      'alpha',
      'beta',
    ])
  })

  it('refuses to switch to a tenant without a user there', async () => {
    const { principal } = await enter('owner@beta.test', PASSWORD, bench.beta)

    await expect(createSwitchCode(principal, bench.alpha)).rejects.toMatchObject({
      code: 'IDENTITY_MEMBER_MISSING',
    })
  })

  it('changes a password once per link and ends every session', async () => {
    await bench.member('alpha', 'forgetful@alpha.test', 'rep')
    const { token } = await enter('forgetful@alpha.test')
    await authenticate(token, bench.alpha, false)
    const secret = await resetToken('forgetful@alpha.test')
    const reset = (password: string, tenantId = bench.alpha) =>
      resetPassword({ password, tenantId, token: secret })

    await expect(reset('short')).rejects.toMatchObject({ code: 'IDENTITY_PASSWORD_WEAK' })
    await expect(reset('another good one', bench.beta)).rejects.toMatchObject({
      code: 'IDENTITY_CODE_INVALID',
    })
    await reset('another good one')

    expect(await authenticate(token, bench.alpha, false)).toBeNull()
    await expect(reset('a third good one')).rejects.toMatchObject({
      code: 'IDENTITY_CODE_INVALID',
    })
    await expect(enter('forgetful@alpha.test')).rejects.toMatchObject({ status: 401 })
    await expect(enter('forgetful@alpha.test', 'another good one')).resolves.toBeDefined()
  })

  it('mails no reset link to strangers, and at most three an hour', async () => {
    await bench.member('alpha', 'impatient@alpha.test', 'rep')
    for (const email of ['stranger@alpha.test', ...Array<string>(5).fill('impatient@alpha.test')]) {
      await requestPasswordReset({ email, ip: visitor.ip, tenant: alpha })
    }
    const rows = await bench.fresh.superuser<{ to_address: string }>(
      `select to_address from account_mails where to_address in ('stranger@alpha.test', 'impatient@alpha.test')`,
    )

    expect(rows.map((row) => row.to_address)).toEqual(Array<string>(3).fill('impatient@alpha.test'))
  })

  it('keeps reset links out of the reach of the request role', async () => {
    await expect(
      runAsTenant({ tenantId: bench.alpha }, async () => {
        const { database } = await import('../../src/kernel/db/index.ts')

        return database().read([{ text: 'select * from account_mails' }])
      }),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('turns the chosen placeholder into the invited user', async () => {
    const { principal } = await enter('owner@alpha.test')
    const [placeholder] = await bench.fresh.superuser<{ id: string }>(
      `insert into users (tenant_id, id, name, status, kind, created_at, updated_at, version)
        values ($1, gen_random_uuid(), 'Darcel S.', 'placeholder', 'staff', now(), now(), 1)
        returning id`,
      [bench.alpha],
    )
    const placeholderId = placeholder?.id ?? ''
    const invited = await invite(principal, { email: 'Darcel@Alpha.test', placeholderId })
    const accept = (password: string) =>
      acceptInvitation({
        name: 'Darcel',
        password,
        tenantId: bench.alpha,
        token: invited.token,
        visitor,
      })

    expect(invited.userId).toBe(placeholderId)
    await expect(enter('darcel@alpha.test', '')).rejects.toMatchObject({ status: 401 })
    await expect(accept('short')).rejects.toMatchObject({ code: 'IDENTITY_PASSWORD_WEAK' })
    const opened = await accept('a password of my own')
    expect(opened.principal).toMatchObject({
      email: 'darcel@alpha.test',
      name: 'Darcel',
      roleKey: 'rep',
      userId: placeholderId,
    })
    await expect(accept('a password of my own')).rejects.toMatchObject({
      code: 'IDENTITY_CODE_INVALID',
    })
    await expect(enter('darcel@alpha.test', 'a password of my own')).resolves.toBeDefined()
    await expect(
      invite(principal, { email: 'next@alpha.test', placeholderId }),
    ).rejects.toMatchObject({ code: 'IDENTITY_PLACEHOLDER_MISSING' })
  })

  it('never lets an invitation set the password of an account that has one', async () => {
    const { principal } = await enter('owner@alpha.test')
    const { token } = await invite(principal, { email: 'owner@beta.test' })
    const accept = (password: string) =>
      acceptInvitation({ password, tenantId: bench.alpha, token, visitor })

    await expect(accept('chosen by the inviter')).rejects.toMatchObject({
      code: 'IDENTITY_CREDENTIALS_WRONG',
    })
    await expect(
      enter('owner@beta.test', 'chosen by the inviter', bench.beta),
    ).rejects.toMatchObject({ status: 401 })
    expect((await accept(PASSWORD)).principal.tenantId).toBe(bench.alpha)
  })

  it('replaces an earlier invitation and refuses people who are in already', async () => {
    const { principal } = await enter('owner@alpha.test')
    const first = await invite(principal, { email: 'twice@alpha.test' })
    const second = await invite(principal, { email: 'twice@alpha.test' })
    const accept = (token: string) =>
      acceptInvitation({ password: PASSWORD, tenantId: bench.alpha, token, visitor })

    expect(second.userId).toBe(first.userId)
    await expect(accept(first.token)).rejects.toMatchObject({ code: 'IDENTITY_CODE_INVALID' })
    await accept(second.token)
    await expect(invite(principal, { email: 'twice@alpha.test' })).rejects.toMatchObject({
      code: 'IDENTITY_EMAIL_TAKEN',
      status: 409,
    })
  })

  it('lets nobody hand out more rights than their own', async () => {
    await bench.member('alpha', 'manager@alpha.test', 'manager')
    const { principal } = await enter('manager@alpha.test')

    await expect(
      invite(principal, { email: 'crony@alpha.test', role: { key: 'admin' } }),
    ).rejects.toMatchObject({ code: 'IDENTITY_ROLE_TOO_HIGH', status: 403 })
  })

  it('writes mails as files and shows the text to the inviter alone', async () => {
    const { principal } = await enter('owner@alpha.test')
    const { mailId, token } = await invite(principal, { email: 'mailed@alpha.test' })
    const settings = { dataDir, from: 'Tenon <no-reply@localhost>' }
    await Promise.all([deliverMails(settings), deliverMails(settings)])
    const own = await runAsTenant({ tenantId: bench.alpha }, () => listOwnMails(principal.userId))
    const foreign = await runAsTenant({ tenantId: bench.beta }, () =>
      listOwnMails(principal.userId),
    )
    const file = readFileSync(join(dataDir, 'mail', `${mailId}.eml`), 'utf8')

    expect(own.find(({ id }) => id === mailId)).toMatchObject({ status: 'outbox' })
    expect(own.find(({ id }) => id === mailId)?.text).toContain(token)
    expect(foreign).toEqual([])
    expect(file).toContain('To: mailed@alpha.test')
    expect(readdirSync(join(dataDir, 'mail')).length).toBeGreaterThan(0)
    const kept = await bench.fresh.superuser(
      'select id from account_mails where body_text is not null',
    )
    expect(kept).toEqual([])
  })

  it('sweeps what has expired', async () => {
    const { session } = await enter('owner@alpha.test')
    await bench.fresh.superuser('update sessions set expires_at = now() where id = $1', [
      session.id,
    ])
    await sweepIdentity()
    const rows = await bench.fresh.superuser('select id from sessions where id = $1', [session.id])

    expect(rows).toEqual([])
  })
})

function tokenIn(text: string | undefined): string {
  return /token=([\w-]{43})/.exec(text ?? '')?.[1] ?? ''
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
