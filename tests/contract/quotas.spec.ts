import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { flushRequestCounts } from '../../src/usage/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'

describe('quotas and usage', () => {
  let app: TestApp
  let admin = ''
  let rep = ''
  let staff = ''

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    admin = (await app.signIn('acme', 'admin@acme.test')).token
    rep = (await app.signIn('acme', 'rep@acme.test')).token
    staff = (await staffToken()).token
  })
  afterAll(async () => {
    await app.close()
  })

  async function staffToken() {
    const body = { email: 'platform@tenon.test', password: 'tenon-demo' }
    const answer = await app.request('localhost', 'POST', '/api/auth/login', { body })

    return answer.json as { token: string }
  }

  const ask = (method: string, path: string, body?: unknown, more: AppRequest = {}) =>
    app.request('acme', method, path, {
      token: admin,
      ...(body === undefined ? {} : { body }),
      ...more,
    })
  const platform = (method: string, path: string, body?: unknown) =>
    app.request('localhost', method, path, {
      token: staff,
      ...(body === undefined ? {} : { body }),
    })
  const set = async (quotas: Record<string, null | number>) => {
    const answer = await platform('PATCH', '/api/platform/tenants/acme/quotas', quotas)
    expect(`${answer.status} ${answer.text}`).toMatch(/^200/)

    return (answer.json as { doc: Record<string, unknown> }).doc
  }
  const usage = async () => {
    const answer = await ask('GET', '/api/usage')
    expect(`${answer.status} ${answer.text}`).toMatch(/^200/)

    return answer.json as {
      days: {
        records: Record<string, number>
        requests: number
        storageBytes: number
        users: number
      }[]
      quotas: Record<string, null | number>
    }
  }

  it('tell a tenant what it holds and asks, and the staff the same', async () => {
    const [companies] = await app.sql(
      `select count(*)::int as n from companies c join tenants t on t.id = c.tenant_id
        where t.slug = 'acme'`,
    )
    const own = await usage()
    expect(own.days[0]).toMatchObject({ records: { companies: companies?.['n'] }, users: 4 })
    expect(own.days[0]?.requests).toBeGreaterThan(0)
    expect(own.quotas).toEqual({
      records: null,
      requestsPerMinute: null,
      storageBytes: null,
      users: null,
    })
    const seen = await platform('GET', '/api/platform/tenants/acme/usage')
    expect(seen.json).toMatchObject({ days: [{ users: 4 }] })
    expect((await app.request('acme', 'GET', '/api/usage', { token: rep })).status).toBe(403)
    expect((await app.request('localhost', 'GET', '/api/platform/tenants/acme/usage')).status).toBe(
      401,
    )
    expect((await platform('GET', '/api/platform/tenants/nobody/usage')).status).toBe(404)
  })

  it('count every request once, also those made while a count is written', async () => {
    const before = (await usage()).days[0]?.requests ?? 0
    await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        await ask('GET', '/api/companies?limit=1')
        await (at % 5 === 0 ? flushRequestCounts() : undefined)
      }),
    )

    // The look itself is counted as well.
    expect((await usage()).days[0]?.requests).toBe(before + 21)
  })

  it('refuse the record after the last one, before it is written, and let others be changed', async () => {
    const company = await ask('POST', '/api/companies', { name: 'Before' })
    const { id } = (company.json as { doc: { id: string } }).doc
    await set({ records: 1 })
    const refused = await ask('POST', '/api/companies', { name: 'One too many' })

    expect(refused.status).toBe(409)
    expect(refused.json).toMatchObject({ errors: [{ code: 'QUOTA_RECORDS' }] })
    expect(await app.sql(`select id from companies where name = 'One too many'`)).toEqual([])
    expect((await ask('PATCH', `/api/companies/${id}`, { name: 'After' })).status).toBe(200)
    await set({ records: null })
    expect((await ask('POST', '/api/companies', { name: 'Room again' })).status).toBe(201)
  })

  it('fill up to the last record in a bulk write and report the others', async () => {
    await app.sql('update usage_days set measured_at = null')
    const held = Object.values((await usage()).days[0]?.records ?? {}).reduce((a, b) => a + b, 0)
    await set({ records: held + 2 })
    const answer = await ask('POST', '/api/companies/bulk', {
      operations: Array.from({ length: 5 }, (_, at) => ({
        data: { name: `Bulk ${at}` },
        op: 'create',
      })),
    })
    const text = answer.text
    expect(text.match(/QUOTA_RECORDS/g) ?? []).toHaveLength(3)
    expect(await app.sql(`select id from companies where name like 'Bulk %'`)).toHaveLength(2)
    await set({ records: null })
  })

  it('refuse one user too many, but not a second invitation of the same person', async () => {
    await set({ users: 5 })
    const invite = (email: string) =>
      ask('POST', '/api/auth/invitations', { email, name: 'New', role: 'rep' })

    expect((await invite('first@acme.test')).status).toBe(201)
    expect((await invite('first@acme.test')).status).toBe(201)
    const refused = await invite('second@acme.test')
    expect(refused.status).toBe(409)
    expect(refused.json).toMatchObject({ errors: [{ code: 'QUOTA_USERS' }] })
    await set({ users: null })
  })

  it('refuse a file that does not fit and keep none of its bytes', async () => {
    const [company] = await app.sql(
      `select c.id from companies c join tenants t on t.id = c.tenant_id where t.slug = 'acme' limit 1`,
    )
    const upload = (bytes: number) =>
      ask(
        'POST',
        `/api/attachments/upload?collection=companies&record=${String(company?.['id'])}&name=a.txt`,
        Buffer.alloc(bytes, 'a'),
        { headers: { 'content-type': 'text/plain' } },
      )
    const first = await upload(1_000)
    expect(`${first.status} ${first.text}`).toMatch(/^201/)
    const [held] = await app.sql(
      `select sum(size)::int as bytes from attachments a join tenants t on t.id = a.tenant_id where t.slug = 'acme'`,
    )
    await set({ storageBytes: Number(held?.['bytes']) + 500 })
    const refused = await upload(1_000)

    expect(refused.status).toBe(409)
    expect(refused.json).toMatchObject({ errors: [{ code: 'QUOTA_STORAGE' }] })
    expect((await upload(400)).status).toBe(201)
    await set({ storageBytes: null })
  })

  it('stop a tenant at its requests a minute', async () => {
    expect(await set({ requestsPerMinute: 10 })).toMatchObject({
      requestsPerMinute: 10,
      users: null,
    })
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => ask('GET', '/api/companies?limit=1')),
    )
    await set({ requestsPerMinute: null })

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('6')
  })

  it('are refused where they make no sense', async () => {
    for (const body of [{ users: -1 }, { users: 1.5 }, { requestsPerMinute: 0 }, { colour: 1 }]) {
      const answer = await platform('PATCH', '/api/platform/tenants/acme/quotas', body)
      expect(`${JSON.stringify(body)} ${answer.status}`).toMatch(/ 400$/)
    }
  })
})
