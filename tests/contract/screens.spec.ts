import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { screens } from '../../src/screens/index.ts'
import type { CollectionView } from '../../src/screens/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('a screen', () => {
  let app: TestApp
  const ask = async (name: string, input: unknown, email = 'admin@acme.test') => {
    const { token } = await app.signIn('acme', email)
    const query = encodeURIComponent(JSON.stringify(input))

    return app.request('acme', 'GET', `/api/screens/${name}?input=${query}`, { token })
  }

  beforeAll(async () => {
    app = await testApp()
  })
  afterAll(async () => {
    await app.close()
  })

  it('is refused to whoever has not signed in, each of them, whatever is asked', async () => {
    for (const name of [...screens.keys(), 'nothing']) {
      const answer = await app.request('acme', 'GET', `/api/screens/${name}?input={}`)
      expect([name, answer.status]).toEqual([name, 401])
    }
  })

  it('is refused to the session of another tenant', async () => {
    const { token } = await app.signIn('northwind', 'admin@northwind.test')
    for (const name of screens.keys()) {
      const answer = await app.request('acme', 'GET', `/api/screens/${name}?input={}`, { token })
      expect([name, answer.status]).toEqual([name, 401])
    }
  })

  it('says what is wrong with what it was asked', async () => {
    expect(await ask('nothing', {})).toMatchObject({
      json: { errors: [{ code: 'SCREEN_UNKNOWN' }] },
      status: 404,
    })
    expect(await ask('collection', { collection: 7 })).toMatchObject({
      json: { errors: [{ code: 'SCREEN_INPUT_INVALID' }] },
      status: 400,
    })
    const { token } = await app.signIn('acme', 'admin@acme.test')
    expect(
      await app.request('acme', 'GET', '/api/screens/collection?input={', { token }),
    ).toMatchObject({ json: { errors: [{ code: 'SCREEN_INPUT_INVALID' }] }, status: 400 })
  })

  it('describes a collection with its labels, its fields and what its reader may do', async () => {
    const deals = (await ask('collection', { collection: 'deals' }, 'rep@acme.test'))
      .json as CollectionView
    expect(deals.labels.plural).toEqual({ de: 'Geschäfte', en: 'Deals' })
    expect(deals.may).toMatchObject({ create: 'all', read: 'all', update: 'own' })
    expect(deals.ownerField).toBe('owner')
    const byPath = new Map(deals.fields.map((field) => [field.path, field]))
    expect(byPath.get('amount')).toMatchObject({ kind: 'integer', semantic: 'money' })
    expect(byPath.get('stageKind')).toMatchObject({ kind: 'choice', readOnly: true })
    expect(
      byPath
        .get('stageKind')
        ?.options?.map(({ value }) => value)
        .toSorted(),
    ).toEqual(['lost', 'open', 'won'])
    expect(byPath.get('createdAt')).toMatchObject({ label: { en: 'Created' }, readOnly: true })
    expect([...byPath.values()].every(({ label }) => (label['de'] ?? '') !== '')).toBe(true)
  })

  it('leaves out of a collection what its reader may not see', async () => {
    const { json } = await ask('collection', { collection: 'roles' }, 'viewer@acme.test')
    expect(json).toMatchObject({ may: { create: 'none', update: 'none' } })
    await app.sql(
      `update roles set permissions = jsonb_set(permissions, '{fields}', '{"deals": {"amount": "hidden"}}')
        where key = 'viewer' and tenant_id = $1`,
      [app.tenantId('acme')],
    )
    const { token } = await app.signIn('acme', 'viewer@acme.test', { fresh: true })
    const answer = await app.request(
      'acme',
      'GET',
      '/api/screens/collection?input={"collection":"deals"}',
      { token },
    )
    expect(answer.status).toBe(200)
    const { fields, listColumns } = answer.json as CollectionView
    expect(fields.map(({ path }) => path)).not.toContain('amount')
    expect(listColumns).not.toContain('amount')
  })

  it('offers records to choose from, by their first letters or by words', async () => {
    const first = (await ask('choices', { collection: 'companies', limit: 5 })).json as {
      docs: { id: string; title: string }[]
    }
    expect(first.docs).toHaveLength(5)
    const word = first.docs[0]?.title.split(' ')[0] ?? ''
    const found = (await ask('choices', { collection: 'companies', text: word })).json as {
      docs: { id: string }[]
    }
    expect(found.docs.map(({ id }) => id)).toContain(first.docs[0]?.id)
    expect(await ask('choices', { collection: 'nothing' })).toMatchObject({ status: 404 })
  })
})
