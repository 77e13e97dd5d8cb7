import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('a write with an idempotency key', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp()
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, key: string, body?: unknown, as = token) =>
    app.request('acme', method, path, {
      headers: { 'idempotency-key': key },
      token: as,
      ...(body === undefined ? {} : { body }),
    })
  const count = async (name: string) => {
    const [row] = await app.sql('select count(*)::int as n from companies where name = $1', [name])

    return row?.['n']
  }

  it('is answered again, not done again', async () => {
    const key = newId()
    const first = await ask('POST', '/api/companies', key, { name: 'Once' })
    const again = await ask('POST', '/api/companies', key, { name: 'Once' })

    expect([again.status, again.text]).toEqual([201, first.text])
    expect([first, again].map(({ headers }) => headers['idempotent-replayed'])).toEqual([
      undefined,
      'true',
    ])
    expect(await count('Once')).toBe(1)
  })

  it.each(['PATCH', 'DELETE', 'bulk'] as const)('holds for %s', async (way) => {
    const name = `Way ${way}`
    const made = await ask('POST', '/api/companies', newId(), { name })
    const { id } = (made.json as { doc: { id: string } }).doc
    const key = newId()
    const send = () =>
      way === 'bulk'
        ? ask('POST', '/api/companies/bulk', key, {
            operations: [{ data: { name: `${name}!` }, op: 'create' }],
          })
        : ask(way, `/api/companies/${id}`, key, way === 'PATCH' ? { name: `${name}!` } : undefined)
    const first = await send()
    const again = await send()

    expect(first.status).toBe(200)
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(await count(`${name}!`)).toBe(way === 'DELETE' ? 0 : 1)
  })

  it('is refused for another request, and free for another person', async () => {
    const key = newId()
    await ask('POST', '/api/companies', key, { name: 'First use' })
    const otherBody = await ask('POST', '/api/companies', key, { name: 'Second use' })
    const otherPath = await ask('POST', '/api/products', key, { name: 'First use' })
    const manager = await app.signIn('acme', 'manager@acme.test')
    const otherPerson = await ask('POST', '/api/companies', key, { name: 'Theirs' }, manager.token)

    expect([otherBody.status, otherPath.status, otherPerson.status]).toEqual([422, 422, 201])
    expect(otherBody.text).toContain('RECORD_KEY_REUSED')
    expect(await count('Second use')).toBe(0)
  })

  it('has one effect when many arrive at once', async () => {
    const key = newId()
    // Nobody gets through before all have begun.
    const held = app.sql(
      'do $$ begin lock table companies in share row exclusive mode; perform pg_sleep(1); end $$',
    )
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask('POST', '/api/companies', key, { name: 'At once' })),
    )
    await held
    const late = await ask('POST', '/api/companies', key, { name: 'At once' })

    expect(await count('At once')).toBe(1)
    expect(late.status).toBe(201)
    const others = answers.filter(({ text }) => text !== late.text)
    expect(others.filter(({ text }) => !text.includes('RECORD_REQUEST_RUNNING'))).toEqual([])
  })

  it('that was refused leaves no trace, and may be sent again', async () => {
    const key = newId()
    const refused = await ask('POST', '/api/companies', key, {})
    const rows = await app.sql('select 1 from idempotency_keys where key = $1', [key])
    const good = await ask('POST', '/api/companies', key, { name: 'After a refusal' })

    expect([refused.status, rows.length, good.status]).toEqual([400, 0, 201])
  })

  it('counts anew after 24 hours', async () => {
    const key = newId()
    await ask('POST', '/api/companies', key, { name: 'A day ago' })
    await app.sql(
      "update idempotency_keys set created_at = now() - interval '25 hours' where key = $1",
      [key],
    )
    const other = await ask('POST', '/api/companies', key, { name: 'A day later' })
    const again = await ask('POST', '/api/companies', key, { name: 'A day later' })

    expect([other.status, again.text]).toEqual([201, other.text])
  })

  it.each(['with space', 'x'.repeat(256), 'ümlaut'])('must be a key: %s', async (key) => {
    const answer = await ask('POST', '/api/companies', key, { name: 'No key' })

    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('KEY_INVALID')])
  })
})
