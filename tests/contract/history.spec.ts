import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Entry = {
  actor: { id: string; type: string }
  changes: { field: string; from: unknown; to: unknown }[]
  id: string
  isErased: boolean
  op: string
  version: number
}
type Page = { docs: Entry[]; hasMore: boolean; titles: Record<string, string> }

describe('the history of a record', () => {
  let app: TestApp
  let admin: { token: string; userId: string }
  let id: string

  const ask = (method: string, path: string, body?: unknown, token = admin.token) =>
    app.request('acme', method, path, { token, ...(body === undefined ? {} : { body }) })
  const make = async (slug: string, data: object) => {
    const answer = await ask('POST', `/api/${slug}`, data)
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)])

    return (answer.json as { doc: { id: string } }).doc.id
  }
  const history = async (query = '', token = admin.token) => {
    const answer = await ask('GET', `/api/companies/${id}/history${query}`, undefined, token)
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)])

    return answer.json as Page
  }
  /** Gives the rep's role these rules on fields of companies for as long as `work` takes. */
  const withFields = async (fields: object, work: (token: string) => Promise<void>) => {
    const set = (value: object) =>
      app.sql(
        `update roles set permissions = jsonb_set(permissions, '{fields}', $2::jsonb)
          where key = 'rep' and tenant_id = $1`,
        [app.tenantId('acme'), JSON.stringify(value)],
      )
    await set({ companies: fields })
    const { token } = await app.signIn('acme', 'rep@acme.test', { fresh: true })
    try {
      await work(token)
    } finally {
      await set({})
    }
  }

  beforeAll(async () => {
    app = await testApp()
    admin = await app.signIn('acme', 'admin@acme.test')
    const parent = await make('companies', { name: 'Parent of history' })
    id = await make('companies', { name: 'History', website: 'https://one.test' })
    for (const data of [
      { name: 'History 2' },
      { parent },
      { website: 'https://two.test' },
      { address: { city: 'Wien' }, website: 'https://three.test' },
    ]) {
      await ask('PATCH', `/api/companies/${id}`, data)
    }
  })
  afterAll(async () => {
    await app.close()
  })

  it('tells who changed what, from what and to what, newest first', async () => {
    const { docs, hasMore, titles } = await history()

    expect(hasMore).toBe(false)
    expect(docs.map(({ op, version }) => [op, version])).toEqual([
      ['update', 5],
      ['update', 4],
      ['update', 3],
      ['update', 2],
      ['create', 1],
    ])
    expect(docs[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'address.city', from: null, to: 'Wien' },
        { field: 'website', from: 'https://two.test', to: 'https://three.test' },
      ]),
    )
    expect(docs[3]?.changes).toEqual([{ field: 'name', from: 'History', to: 'History 2' }])
    expect(docs.map(({ actor }) => actor)).toEqual(
      docs.map(() => ({ id: admin.userId, type: 'user' })),
    )
    const parent = String(docs[2]?.changes[0]?.to)
    expect(titles[parent]).toBe('Parent of history')
    expect(titles[admin.userId]).toEqual(expect.any(String))
  })

  it('is paged behind an entry, and narrowed to a field', async () => {
    const first = await history('?limit=2')
    const second = await history(`?limit=2&after=${first.docs[1]?.id ?? ''}`)
    const website = await history('?field=website')
    const city = await history('?field=address.city')

    expect(first.hasMore).toBe(true)
    expect([...first.docs, ...second.docs].map(({ version }) => version)).toEqual([5, 4, 3, 2])
    expect(website.docs.map(({ changes }) => changes[0]?.to)).toEqual([
      'https://three.test',
      'https://two.test',
      'https://one.test',
    ])
    expect(city.docs).toHaveLength(1)
  })

  it('leaves out hidden fields, changes of nothing else, and answers for them as for no field', async () => {
    await withFields({ website: 'hidden' }, async (token) => {
      const { docs } = await history('', token)

      expect(JSON.stringify(docs)).not.toMatch(/website|one\.test|two\.test|three\.test/)
      // Version 4 changed the hidden field alone.
      expect(docs.map(({ version }) => version)).toEqual([5, 3, 2, 1])
      const hidden = await ask(
        'GET',
        `/api/companies/${id}/history?field=website`,
        undefined,
        token,
      )
      const missing = await ask(
        'GET',
        `/api/companies/${id}/history?field=nothing`,
        undefined,
        token,
      )
      expect(hidden.status).toBe(400)
      expect(hidden.text).toBe(missing.text.replaceAll('nothing', 'website'))
    })
  })

  it('is not told to those who may not read the record', async () => {
    const foreign = await app.signIn('northwind', 'admin@northwind.test')
    const path = `/api/companies/${id}/history`
    const [other, missing] = await Promise.all([
      app.request('northwind', 'GET', path, { token: foreign.token }),
      app.request('northwind', 'GET', `/api/companies/${newId()}/history`, {
        token: foreign.token,
      }),
    ])
    const nobody = await app.request('acme', 'GET', path)

    expect([other.status, nobody.status]).toEqual([404, 401])
    expect(other.text).toBe(missing.text)
  })

  it('outlives the record, for administrators alone', async () => {
    const gone = await make('companies', { name: 'Gone' })
    await ask('DELETE', `/api/companies/${gone}`)
    await ask('DELETE', `/api/companies/${gone}?trash=true`)
    const rep = await app.signIn('acme', 'rep@acme.test')
    const answer = await ask('GET', `/api/companies/${gone}/history`)
    const forRep = await ask('GET', `/api/companies/${gone}/history`, undefined, rep.token)

    expect((answer.json as Page).docs.map(({ op }) => op)).toEqual(['delete', 'trash', 'create'])
    expect(forRep.status).toBe(404)
  })

  it('gives a field back the value it had before a change, as a change of its own', async () => {
    const { docs } = await history()
    const renamed = docs.find(({ version }) => version === 2)
    const path = `/api/companies/${id}/history/${renamed?.id ?? ''}/restore`
    const answer = await ask('POST', path, { fields: ['name'] })

    expect(answer).toMatchObject({ json: { doc: { name: 'History' } }, status: 200 })
    const [latest] = (await history()).docs
    expect(latest?.changes).toEqual([{ field: 'name', from: 'History 2', to: 'History' }])
  })

  it('restores with the rights and the validation of today alone', async () => {
    const { docs } = await history('?field=website')
    const path = (event: string) => `/api/companies/${id}/history/${event}/restore`
    const change = docs[0]?.id ?? ''
    const first = docs.at(-1)?.id ?? ''
    await app.sql('update companies set owner_id = $2 where id = $1', [
      id,
      (await app.signIn('acme', 'rep@acme.test')).userId,
    ])
    await withFields({ website: 'readOnly' }, async (token) => {
      const refused = await ask('POST', path(change), { fields: ['website'] }, token)

      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('PROTECTED')])
    })
    await withFields({ website: 'hidden' }, async (token) => {
      const refused = await ask('POST', path(change), { fields: ['website'] }, token)

      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('UNKNOWN')])
    })
    const viewer = await app.signIn('acme', 'viewer@acme.test')
    const answers = await Promise.all([
      ask('POST', path(change), { fields: ['website'] }, viewer.token),
      ask('POST', path(first), { fields: ['website'] }),
      ask('POST', path(change), { fields: ['version'] }),
      ask('POST', path(newId()), { fields: ['website'] }),
      ask('POST', path(change), { fields: 'website' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 409, 400, 404, 400])
  })

  it('says of erased values that they are erased, and brings none back', async () => {
    const [latest] = (await history('?field=website')).docs
    await app.sql('update domain_events set before = null, after = null where id = $1', [
      latest?.id,
    ])
    const entry = (await history()).docs.find((one) => one.id === latest?.id)
    const path = `/api/companies/${id}/history/${latest?.id ?? ''}/restore`
    const answer = await ask('POST', path, { fields: ['website'] })

    expect(entry).toMatchObject({ changes: [], isErased: true })
    expect(answer).toMatchObject({ status: 409 })
  })
})
