import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { modelOf } from '../../src/collection/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'

type Entry = {
  actor: { id: string | null; type: string }
  addressRange: string | null
  facts: Record<string, unknown>
  id: string
  kind: string
  subject: string | null
}

describe('the audit of a tenant', () => {
  let app: TestApp
  const people: Record<string, { token: string; userId: string }> = {}

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    for (const role of ['admin', 'rep']) {
      people[role] = await app.signIn('acme', `${role}@acme.test`)
    }
    people['other'] = await app.signIn('northwind', 'admin@northwind.test')
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (person: string, method: string, path: string, request: AppRequest = {}) =>
    app.request(person === 'other' ? 'northwind' : 'acme', method, path, {
      token: people[person]?.token ?? '',
      ...request,
    })
  const entries = async (query = '', person = 'admin') => {
    const answer = await ask(person, 'GET', `/api/audit${query}`)
    expect(`${answer.status} ${answer.text}`).toMatch(/^200/)

    return answer.json as { docs: Entry[]; next: string | null }
  }

  it('is read by who may, and by nobody else', async () => {
    expect((await ask('rep', 'GET', '/api/audit')).status).toBe(403)
    expect((await app.request('acme', 'GET', '/api/audit')).status).toBe(401)
    expect((await entries()).docs.length).toBeGreaterThan(0)
  })

  it('refuses what it cannot look for', async () => {
    for (const query of ['?actor=me', '?after=1', '?from=yesterday', '?limit=0', '?colour=red']) {
      const { status } = await ask('admin', 'GET', `/api/audit${query}`)
      expect(`${query} ${status}`).toBe(`${query} 400`)
    }
  })

  it('holds sign-ins that succeeded and that failed, with the network and never the password', async () => {
    const wrong = { email: 'rep@acme.test', password: 'not the password' }
    await app.request('acme', 'POST', '/api/auth/login', {
      body: wrong,
      headers: { 'user-agent': 'a browser' },
    })
    const [failed] = (await entries('?kind=sign-in.failed')).docs

    expect(failed).toMatchObject({
      actor: { id: people['rep']?.userId, type: 'user' },
      addressRange: '127.0.0.0/24',
      subject: 'rep@acme.test',
      userAgent: 'a browser',
    })
    expect(JSON.stringify(failed)).not.toContain(wrong.password)
    const { docs } = await entries(`?kind=sign-in.succeeded&actor=${people['rep']?.userId}`)
    expect(docs.length).toBeGreaterThan(0)
    expect((await entries('?kind=sign-in.failed', 'other')).docs).toEqual([])
  })

  it('holds keys, settings, modules and the ending of others’ sessions', async () => {
    const made = await ask('admin', 'POST', '/api/auth/api-keys', {
      body: { name: 'Robot', role: 'viewer' },
    })
    const key = made.json as { doc: { id: string }; key: string }
    await ask('admin', 'DELETE', `/api/auth/api-keys/${key.doc.id}`)
    await ask('admin', 'PATCH', '/api/settings', { body: { trashDays: 12 } })
    await ask('admin', 'PATCH', '/api/modules/crm', { body: { isOn: true } })
    await app.signIn('acme', 'viewer@acme.test', { fresh: true })
    const [viewer] = await app.sql(`select id from users where email = 'viewer@acme.test'`)
    await ask('admin', 'POST', `/api/auth/users/${String(viewer?.['id'])}/sign-out`)
    const { docs } = await entries('?limit=20')
    const found = (kind: string) => docs.find((entry) => entry.kind === kind)

    expect(found('api-key.made')).toMatchObject({ facts: { name: 'Robot' }, subject: key.doc.id })
    expect(found('api-key.revoked')).toMatchObject({ subject: key.doc.id })
    expect(found('settings.changed')).toMatchObject({ facts: { value: 12 }, subject: 'trashDays' })
    expect(found('module.switched')).toMatchObject({ facts: { isOn: true }, subject: 'crm' })
    expect(found('sign-out.other')).toMatchObject({ subject: viewer?.['id'] })
    expect(JSON.stringify(docs)).not.toContain(key.key.slice(-20))
  })

  it('holds what became of rights, before and after, and who changed them', async () => {
    const [rep] = await app.sql(
      `select u.id, u.role_id, r.id as viewer from users u join roles r on r.tenant_id = u.tenant_id
        and r.key = 'viewer' where u.email = 'rep@acme.test'`,
    )
    const changed = await ask('admin', 'PATCH', `/api/users/${String(rep?.['id'])}`, {
      body: { role: rep?.['viewer'] },
    })
    expect(`${changed.status} ${changed.text}`).toMatch(/^200/)
    await ask('admin', 'PATCH', `/api/users/${String(rep?.['id'])}`, {
      body: { role: rep?.['role_id'], title: 'Rep' },
    })
    const { docs } = await entries('?kind=rights.changed')

    expect(docs.slice(0, 2).map(({ facts, subject }) => [facts['after'], subject])).toEqual([
      [{ role: rep?.['role_id'] }, rep?.['id']],
      [{ role: rep?.['viewer'] }, rep?.['id']],
    ])
    expect(docs[0]?.actor).toEqual({ id: people['admin']?.userId, type: 'user' })
  })

  it('holds who was shown which sensitive field of which record, one entry for a request', async () => {
    const field = modelOf('contacts').byPath.get('email') as { sensitive?: boolean }
    field.sensitive = true
    const list = await ask('rep', 'GET', '/api/contacts?limit=3')
    const shown = (list.json as { docs: { id: string }[] }).docs.map(({ id }) => id)
    await expect
      .poll(async () => (await entries('?kind=sensitive.read')).docs.map(({ facts }) => facts))
      .toEqual([{ fields: ['email'], records: shown }])
    delete field.sensitive
  })

  it('goes through pages without losing or repeating an entry', async () => {
    const all = (await entries('?limit=200&to=2100-01-01T00:00:00Z')).docs.map(({ id }) => id)
    const seen: string[] = []
    let next: string | null = null
    do {
      const page: Awaited<ReturnType<typeof entries>> = await entries(
        `?limit=3${next === null ? '' : `&after=${next}`}`,
      )
      seen.push(...page.docs.map(({ id }) => id))
      next = page.next
    } while (next !== null)

    expect(seen).toEqual(all)
    expect((await entries(`?after=${newId()}`)).docs).toEqual([])
  })

  it('cannot be changed by a request, whatever SQL it could run', async () => {
    for (const statement of ['update audit_entries set kind = kind', 'delete from audit_entries']) {
      await expect(
        app.inTenant('acme', async () => {
          const { database } = await import('../../src/kernel/db/index.ts')
          await database().transaction((transaction) => transaction.query(statement))
        }),
      ).rejects.toThrow(/permission denied/)
    }
  })
})
