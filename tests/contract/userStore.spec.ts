import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createMember, DEMO_PASSWORD } from '../../src/identity/index.ts'
import { userStore } from '../../src/identity/userStore.ts'
import type { UserStore } from '../../src/identity/userStore.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'

type Signed = { token: string; userId: string }

describe('users written by identity', () => {
  let app: TestApp
  let admin: Signed

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    admin = await app.signIn('acme', 'admin@acme.test')
  })
  afterAll(async () => {
    await app.close()
  })

  const invite = (body: Record<string, unknown>) =>
    app.request('acme', 'POST', '/api/auth/invitations', {
      body: { name: 'New Person', role: 'rep', ...body },
      token: admin.token,
    })
  const tokenFor = async (email: string) => {
    const [mail] = await app.sql(
      'select body_text from mails where to_address = $1 order by created_at desc limit 1',
      [email],
    )

    return /token=([\w-]{43})/.exec(String(mail?.['body_text']))?.[1] ?? ''
  }
  const accept = (token: string) =>
    app.request('acme', 'POST', '/api/auth/accept-invitation', {
      body: { name: 'Their Own Name', password: 'a password of my own', token },
    })
  const changesOf = (id: string) =>
    app.sql(
      `select type, op, actor_type, actor_id, record_version, after from domain_events
        where record_id = $1 order by record_version`,
      [id],
    )

  it('leave a change row for the invitation and one for the activation', async () => {
    const email = 'invited@acme.test'
    const invited = await invite({ email })
    const { id } = (invited.json as { user: { id: string } }).user
    const accepted = await accept(await tokenFor(email))
    const [user] = await app.sql('select status, name, version from users where id = $1', [id])

    expect([invited.status, accepted.status]).toEqual([201, 200])
    expect(await changesOf(id)).toMatchObject([
      { actor_id: admin.userId, actor_type: 'user', op: 'create', record_version: 1 },
      { actor_id: id, actor_type: 'user', op: 'update', record_version: 2 },
    ])
    expect(user).toEqual({ name: 'Their Own Name', status: 'active', version: 2 })
  })

  it('turn a placeholder into the invited user, with its own history', async () => {
    const [placeholder] = await app.sql(
      `select id, version from users where tenant_id = $1 and status = 'placeholder'
        and deleted_at is null order by id limit 1`,
      [app.tenantId('acme')],
    )
    const id = String(placeholder?.['id'])
    const invited = await invite({ email: 'placed@acme.test', placeholder: id })
    const rows = await changesOf(id)

    expect(invited.json).toMatchObject({ user: { id } })
    expect(rows.at(-1)).toMatchObject({
      actor_id: admin.userId,
      after: { email: 'placed@acme.test', status: 'invited' },
      op: 'update',
      record_version: Number(placeholder?.['version']) + 1,
    })
  })

  it('leave no row when a link is followed once more', async () => {
    const email = 'twice@acme.test'
    const invited = await invite({ email })
    const { id } = (invited.json as { user: { id: string } }).user
    const token = await tokenFor(email)
    await accept(token)
    const before = await changesOf(id)

    expect((await accept(token)).status).toBe(400)
    expect(await changesOf(id)).toEqual(before)
  })

  it('leave a change row for a member whom the operator puts in', async () => {
    const made = await createMember({
      email: 'operator@acme.test',
      name: 'Put In',
      password: 'correct horse battery',
      roleKey: 'viewer',
      tenantId: app.tenantId('acme'),
    })

    expect(await changesOf(made.userId)).toMatchObject([
      { actor_id: null, actor_type: 'system', after: { status: 'active' }, op: 'create' },
    ])
  })

  it('have one user for each account of a tenant', async () => {
    const [owner] = await app.sql('select account_id from users where id = $1', [admin.userId])
    const second = () =>
      app.sql(
        `insert into users (tenant_id, id, name, account_id, status, kind)
          values ($1, $2, 'Second', $3, 'active', 'staff')`,
        [app.tenantId('acme'), newId(), owner?.['account_id']],
      )

    await expect(second()).rejects.toMatchObject({ code: '23505' })
    await app.sql('update users set email = $2 where id = $1', [admin.userId, 'moved@acme.test'])
    try {
      const invited = await invite({ email: 'admin@acme.test' })

      expect(invited.status).toBe(409)
      expect(invited.json).toMatchObject({ errors: [{ code: 'IDENTITY_EMAIL_TAKEN' }] })
    } finally {
      await app.sql('update users set email = $2 where id = $1', [admin.userId, 'admin@acme.test'])
    }
  })

  it('are refused by a rule of the collection as anybody else would be', async () => {
    const { token } = await app.signIn('acme', 'rep@acme.test')
    const answer = await app.request('acme', 'POST', '/api/auth/invitations', {
      body: { email: 'crony@acme.test', name: 'Crony', role: 'admin' },
      token,
    })

    expect(answer.status).toBe(403)
  })

  it('need a process that has said how', async () => {
    const shared = globalThis as Record<symbol, undefined | UserStore>
    const key = Symbol.for('tenon.userStore')
    const kept = userStore()
    Reflect.deleteProperty(shared, key)
    try {
      await expect(
        createMember({
          demo: true,
          email: 'nobody@acme.test',
          name: 'Nobody',
          password: DEMO_PASSWORD,
          roleKey: 'rep',
          tenantId: app.tenantId('acme'),
        }),
      ).rejects.toMatchObject({ code: 'IDENTITY_USER_STORE_MISSING' })
    } finally {
      shared[key] = kept
    }
  })
})
