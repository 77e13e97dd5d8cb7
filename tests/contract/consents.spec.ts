import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('consents of a contact', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = async (role: string, method: string, path: string, request: object = {}) => {
    const { token } = await app.signIn('acme', `${role}@acme.test`)

    return app.request('acme', method, path, { token, ...request })
  }
  const docOf = (answer: AppAnswer) =>
    (answer.json as { doc: Record<string, unknown> & { id: string } }).doc
  const contact = async (body: object = {}) =>
    docOf(await ask('admin', 'POST', '/api/contacts', { body: { lastName: 'Asked', ...body } })).id
  const decide = (id: string, body: object, role = 'admin') =>
    ask(role, 'POST', '/api/consents', {
      body: { channel: 'email', contact: id, decision: 'withdrawn', ...body },
    })
  const flagsOf = async (id: string) => {
    const [row] = await app.sql(
      'select email_opt_out as email, phone_opt_out as phone, do_not_contact as any from contacts where id = $1',
      [id],
    )

    return row
  }
  const logOf = (id: string) =>
    app.sql('select channel, decision, source from consents where contact_id = $1 order by id', [
      id,
    ])

  it('turn the flag of their channel', async () => {
    const id = await contact()
    expect(await flagsOf(id)).toEqual({ any: false, email: false, phone: false })
    expect(await decide(id, { channel: 'email' })).toMatchObject({ status: 201 })
    expect(await flagsOf(id)).toEqual({ any: false, email: true, phone: false })
    await decide(id, { channel: 'phone' })
    await decide(id, { channel: 'any' })
    await decide(id, { channel: 'email', decision: 'given' })

    expect(await flagsOf(id)).toEqual({ any: true, email: false, phone: true })
    expect(await logOf(id)).toHaveLength(4)
  })

  it('count by when they were given, not by when they were written down', async () => {
    const id = await contact()
    await decide(id, { at: '2026-02-01T00:00:00.000Z', decision: 'withdrawn' })
    await decide(id, { at: '2026-01-01T00:00:00.000Z', decision: 'given' })

    expect(await flagsOf(id)).toMatchObject({ email: true })
  })

  it('are not of the future', async () => {
    const answer = await decide(await contact(), { at: '2999-01-01T00:00:00.000Z' })

    expect(answer.json).toMatchObject({ errors: [{ code: 'CRM_CONSENT_IN_FUTURE', field: 'at' }] })
  })

  it('are written down when a flag is turned at the contact itself', async () => {
    const id = await contact({ emailOptOut: true })
    expect(await logOf(id)).toEqual([{ channel: 'email', decision: 'withdrawn', source: 'record' }])
    await ask('admin', 'PATCH', `/api/contacts/${id}`, { body: { doNotContact: true } })
    await ask('admin', 'PATCH', `/api/contacts/${id}`, formOf({ emailOptOut: false }))

    expect(await logOf(id)).toEqual([
      { channel: 'email', decision: 'withdrawn', source: 'record' },
      { channel: 'any', decision: 'withdrawn', source: 'record' },
      { channel: 'email', decision: 'given', source: 'record' },
    ])
    expect(await flagsOf(id)).toEqual({ any: true, email: false, phone: false })
  })

  it.each(['admin', 'manager'])('can be neither changed nor deleted by %s', async (role) => {
    const id = await contact()
    const { id: consent } = docOf(await decide(id, {}))
    const path = `/api/consents/${consent}`
    const answers = [
      await ask(role, 'PATCH', path, { body: { decision: 'given' } }),
      await ask(role, 'PATCH', path, formOf({ decision: 'given' })),
      await ask(role, 'DELETE', path),
      await ask(role, 'DELETE', path, formOf({})),
      await ask(role, 'DELETE', `/api/consents?where[contact][equals]=${id}`),
    ]

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect(await logOf(id)).toHaveLength(1)
  })

  it('are written only by who may change the contact', async () => {
    const foreign = await contact()
    const own = docOf(await ask('rep', 'POST', '/api/contacts', { body: { lastName: 'Own' } })).id

    expect(await decide(foreign, {}, 'rep')).toMatchObject({ status: 403 })
    expect(await decide(own, {}, 'rep')).toMatchObject({ status: 201 })
    expect(await decide(own, {}, 'viewer')).toMatchObject({ status: 403 })
  })

  it('go with the contact', async () => {
    const id = await contact()
    await decide(id, {})
    await ask('admin', 'DELETE', `/api/contacts/${id}`)
    await ask('admin', 'DELETE', `/api/contacts/${id}?trash=true`)

    expect(await logOf(id)).toEqual([])
  })
})
