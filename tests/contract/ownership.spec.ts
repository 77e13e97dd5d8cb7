import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { expectRefusal } from '../helpers/expectRefusal.ts'
import { formOf } from '../helpers/formOf.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const OWNED = [
  ['companies', { name: 'Own Ltd' }],
  ['contacts', { lastName: 'Own' }],
  ['deals', { title: 'Own deal' }],
  ['activities', { subject: 'Own call', type: 'call' }],
] as const

describe('who a record belongs to, and who may touch it', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  const as =
    (role: string) =>
    async (method: string, path: string, request: object = {}): Promise<AppAnswer> => {
      const { token } = await app.signIn('acme', `${role}@acme.test`)

      return app.request('acme', method, path, { token, ...request })
    }
  const admin = as('admin')
  const rep = as('rep')
  const docOf = (answer: AppAnswer) =>
    (answer.json as { doc: Record<string, unknown> & { id: string } }).doc

  it.each(OWNED)(
    'gives a new record of %s to who makes it, who may then change it',
    async (slug, body) => {
      const { userId } = await app.signIn('acme', 'rep@acme.test')
      for (const request of [{ body }, formOf(body)]) {
        const made = await rep('POST', `/api/${slug}`, request)

        expect(made).toMatchObject({ status: 201 })
        const { id } = docOf(made)
        const [stored] = await app.sql(`select owner_id from ${slug} where id = $1`, [id])
        expect(stored?.['owner_id']).toBe(userId)
        expect(await rep('PATCH', `/api/${slug}/${id}`, { body: {} })).toMatchObject({
          status: 200,
        })
      }
    },
  )

  it('keeps the owner that is named', async () => {
    const { userId } = await app.signIn('acme', 'manager@acme.test')
    const made = await rep('POST', '/api/companies', { body: { name: 'Given', owner: userId } })

    expect(docOf(made)['owner']).toBe(userId)
  })

  it('leaves a record without an owner only to who may change them all', async () => {
    const { userId } = await app.signIn('acme', 'rep@acme.test')
    const body = { name: 'Nobody', owner: null }
    const byRep = await rep('POST', '/api/companies', { body })
    const byAdmin = await admin('POST', '/api/companies', { body })

    expect(docOf(byRep)['owner']).toBe(userId)
    expect(docOf(byAdmin)['owner']).toBeNull()
  })

  it('leaves what code of ours makes without an owner', async () => {
    const { writeRecord } = await import('../../src/collection/index.ts')
    const change = { data: { name: 'By the system' }, op: 'create' } as const
    const doc = await app.inTenant('acme', () => writeRecord({ change, collection: 'companies' }))

    expect(doc).toMatchObject({ owner: null })
  })

  it.each(['admin', 'manager', 'rep'])(
    'lets %s neither add, change nor delete stage history',
    async (role) => {
      const ask = as(role)
      const [row] = await app.sql(
        'select id, deal_id from deal_stage_history where tenant_id = $1 order by id limit 1',
        [app.tenantId('acme')],
      )
      const path = `/api/deal-stage-history/${String(row?.['id'])}`
      const body = { deal: row?.['deal_id'], enteredAt: '2020-01-01T00:00:00.000Z' }
      const answers = [
        await ask('DELETE', path),
        await ask('DELETE', path, formOf({})),
        await ask('PATCH', path, { body: {} }),
        await ask('PATCH', path, formOf({})),
        await ask('POST', '/api/deal-stage-history', { body }),
        await ask('POST', '/api/deal-stage-history', formOf(body)),
        await ask('DELETE', '/api/deal-stage-history?where[seconds][exists]=true'),
      ]

      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403))
      expect(
        await app.sql('select 1 from deal_stage_history where id = $1', [row?.['id']]),
      ).toHaveLength(1)
      expect(await ask('GET', path)).toMatchObject({ status: 200 })
    },
  )

  it('deletes the stage history with its deal', async () => {
    const { id } = docOf(await admin('POST', '/api/deals', { body: { title: 'Gone' } }))
    expect(await app.sql('select 1 from deal_stage_history where deal_id = $1', [id])).toHaveLength(
      1,
    )
    await admin('DELETE', `/api/deals/${id}`)

    expect(await admin('DELETE', `/api/deals/${id}?trash=true`)).toMatchObject({ status: 200 })
    expect(await app.sql('select 1 from deal_stage_history where deal_id = $1', [id])).toEqual([])
  })

  describe('a form', () => {
    /** A company as a screen holds it after opening. */
    async function opened(name: string) {
      const { id } = docOf(await admin('POST', '/api/companies', { body: { name } }))
      const answer = await admin('GET', `/api/companies/${id}?depth=0`)

      return { document: answer.json as Record<string, unknown>, id }
    }

    it('is refused when somebody saved the record after it was opened', async () => {
      const { document, id } = await opened('Twice open')
      const save = (part: object) =>
        admin('PATCH', `/api/companies/${id}`, formOf({ ...document, ...part }))

      const first = await save({ industry: 'Trade' })
      const second = await save({ employees: 7 })

      expect(first).toMatchObject({ status: 200 })
      expect(second.status).toBe(409)
      expectRefusal(second)
      expect(second.json).toMatchObject({ errors: [{ code: 'RECORD_VERSION_CONFLICT' }] })
      expect(
        await app.sql('select industry, employees from companies where id = $1', [id]),
      ).toEqual([{ employees: null, industry: 'Trade' }])
    })

    it('may be saved again and again by who holds it', async () => {
      const { document, id } = await opened('Saved thrice')
      let shown = document
      for (const employees of [1, 2, 3]) {
        const answer = await admin('PATCH', `/api/companies/${id}`, formOf({ ...shown, employees }))

        expect(answer).toMatchObject({ status: 200 })
        shown = docOf(answer)
      }
    })

    it('is not refused where it says nothing of when it was opened', async () => {
      const { id } = await opened('Silent')

      expect(await admin('PATCH', `/api/companies/${id}`, formOf({ employees: 5 }))).toMatchObject({
        status: 200,
      })
    })

    it('is refused with a time that is none', async () => {
      const { id } = await opened('Nonsense')
      const answer = await admin('PATCH', `/api/companies/${id}`, formOf({ updatedAt: 'soon' }))

      expect(answer.status).toBe(409)
    })

    it('loses to the other of two that are saved at once', async () => {
      const { document, id } = await opened('At once')
      const answers = await Promise.all(
        [1, 2, 3, 4].map((employees) =>
          admin('PATCH', `/api/companies/${id}`, formOf({ ...document, employees })),
        ),
      )

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    })
  })
})
