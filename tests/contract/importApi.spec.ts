import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ImportPreview, ImportView, RowPreview } from '../../src/imports/index.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Ask = (method: string, path: string, body?: unknown) => Promise<AppAnswer>

const COMPANIES =
  'company,branch,employees\nPlanet Ltd,=cmd|x,12\nMoon Inc,toys,many\nSun AG,cars,7\n'

let app: TestApp

async function personOf(slug: string, email: string): Promise<Ask> {
  const { token } = await app.signIn(slug, email)

  return (method, path, body) => app.request(slug, method, path, { body, token })
}

async function upload(ask: Ask, collection: string, content: Buffer | string): Promise<ImportView> {
  const answer = await ask('POST', `/api/imports?collection=${collection}&file=list.csv`, content)
  expect(answer.status).toBe(201)

  return answer.json as ImportView
}

async function finished(ask: Ask, id: string): Promise<ImportView> {
  for (let tries = 0; tries < 600; tries += 1) {
    const view = (await ask('GET', `/api/imports/${id}`)).json as ImportView
    if (!['queued', 'running'].includes(view.state)) {
      return view
    }
    await sleep(50)
  }

  return expect.fail('the import did not end')
}

async function act(ask: Ask, id: string, name: 'dry-run' | 'start'): Promise<ImportView> {
  const answer = await ask('POST', `/api/imports/${id}/${name}`)
  expect(answer.status).toBe(202)

  return finished(ask, id)
}

beforeAll(async () => {
  app = await testApp()
})

afterAll(async () => {
  await app.close()
})

describe('an import over the API', () => {
  it('goes from the upload over the preview and the dry run to the records', async () => {
    const ask = await personOf('acme', 'manager@acme.test')
    const { id, state } = await upload(ask, 'companies', COMPANIES)
    expect(state).toBe('planned')

    const preview = (await ask('GET', `/api/imports/${id}/preview`)).json as ImportPreview
    expect(preview.rows).toBe(3)
    expect(preview.columns).toMatchObject([
      { header: 'company', target: 'name', type: 'text' },
      { header: 'branch', target: 'industry', type: 'text' },
      { header: 'employees', target: 'employees', type: 'number' },
    ])
    expect(preview.samples[0]).toEqual(['Planet Ltd', '=cmd|x', '12'])

    const tried = await act(ask, id, 'dry-run')
    expect(tried.dryRun?.result).toMatchObject({ created: 2, dryRun: true, failed: 1 })
    const page = (await ask('GET', `/api/imports/${id}/differences?limit=2`)).json as {
      counts: Record<string, number>
      docs: RowPreview[]
    }
    expect(page.counts).toMatchObject({ created: 2, near: 0, refused: 1 })
    expect(page.docs).toMatchObject([
      { outcome: 'created', row: 2, title: 'Planet Ltd' },
      {
        faults: [{ code: 'IMPORT_ROW_NOT_NUMBER', column: 'employees' }],
        outcome: 'refused',
        row: 3,
      },
    ])
    const [{ n } = { n: 0 }] = await app.sql(
      "select count(*)::int as n from companies where name = 'Planet Ltd'",
    )
    expect(n).toBe(0)

    const done = await act(ask, id, 'start')
    expect(done).toMatchObject({ run: { result: { created: 2, failed: 1 } }, state: 'done' })
    const errors = await ask('GET', `/api/imports/${id}/errors`)
    expect(errors.headers['content-type']).toContain('text/csv')
    expect(errors.text).toContain('3,employees,employees,IMPORT_ROW_NOT_NUMBER')
    const found = await ask('GET', '/api/companies?where[name][equals]=Planet%20Ltd')
    expect(found.json).toMatchObject({ totalDocs: 1 })
    expect((await ask('POST', `/api/imports/${id}/start`)).json).toMatchObject({
      errors: [{ code: 'IMPORTS_STARTED' }],
    })
  }, 60_000)

  it('shows values that are close to something, and a map resolves them', async () => {
    const ask = await personOf('acme', 'admin@acme.test')
    const industry = 'name,sku\nGTX Pro,GTXP\n'
    await act(ask, (await upload(ask, 'products', industry)).id, 'start')
    const file = 'title,product,amount\nBig one,GTXPro,100\nOther,GTX Pro,50\n'
    const { id } = await upload(ask, 'deals', file)
    const tried = await act(ask, id, 'dry-run')
    expect(tried.dryRun?.result).toMatchObject({
      nearMisses: [{ column: 'product', rows: 1, suggestion: 'GTX Pro', value: 'GTXPro' }],
    })
    const near = await ask('GET', `/api/imports/${id}/differences?outcome=near`)
    expect(near.json).toMatchObject({ counts: { near: 1 }, docs: [{ outcome: 'refused', row: 2 }] })

    const planned = await ask('POST', `/api/imports/${id}/plan`, {
      map: { values: { product: { GTXPro: 'GTX Pro' } } },
      saveAs: 'Deals of the shop',
    })
    expect(planned.status).toBe(200)
    expect((await act(ask, id, 'dry-run')).dryRun?.result).toMatchObject({
      created: 2,
      nearMisses: [],
    })

    const again = await upload(ask, 'deals', 'Amount,Title,Product\n1,Third,GTXPro\n')
    const preview = (await ask('GET', `/api/imports/${again.id}/preview`)).json as ImportPreview
    expect(preview.recipes).toMatchObject([{ name: 'Deals of the shop' }])
    await ask('POST', `/api/imports/${again.id}/plan`, { recipe: preview.recipes[0]?.id })
    expect((await act(ask, again.id, 'start')).run?.result).toMatchObject({ created: 1, failed: 0 })
    const recipes = await ask('GET', '/api/import-recipes?collection=deals')
    expect(recipes.json).toMatchObject({ docs: [{ name: 'Deals of the shop' }] })
    const recipe = preview.recipes[0]?.id ?? ''
    expect((await ask('DELETE', `/api/import-recipes/${recipe}`)).status).toBe(204)
    expect((await ask('DELETE', `/api/import-recipes/${recipe}`)).status).toBe(404)
  }, 60_000)

  it('refuses what is no table, a wrong map and a wrong address, and keeps nothing of it', async () => {
    const ask = await personOf('acme', 'admin@acme.test')
    const before = await app.sql('select count(*)::int as n from imports')
    const send = (query: string, content: Buffer | string) =>
      ask('POST', `/api/imports?${query}`, content)

    expect((await send('collection=contacts', '%PDF-1.7 …')).json).toMatchObject({
      errors: [{ code: 'IMPORTS_FORMAT_UNKNOWN' }],
    })
    expect((await send('collection=contacts', '')).json).toMatchObject({
      errors: [{ code: 'IMPORTS_FILE_EMPTY' }],
    })
    expect((await send('collection=planets', 'name\nx\n')).status).toBe(404)
    expect(await app.sql('select count(*)::int as n from imports')).toEqual(before)
    const { id } = await upload(ask, 'contacts', 'apples\n1\n')
    expect((await ask('POST', `/api/imports/${id}/start`)).json).toMatchObject({
      errors: [{ code: 'IMPORTS_NOTHING_MAPPED' }],
    })
    expect(
      (await ask('POST', `/api/imports/${id}/plan`, { map: { colums: {} } })).json,
    ).toMatchObject({ errors: [{ code: 'IMPORTS_MAP_INVALID' }] })
    expect((await ask('GET', '/api/imports/nonsense')).status).toBe(404)
  }, 60_000)
})

describe('the rights of who imports', () => {
  it('keep out who may not import, strangers and other tenants', async () => {
    const viewer = await personOf('acme', 'viewer@acme.test')
    const manager = await personOf('acme', 'manager@acme.test')
    const admin = await personOf('acme', 'admin@acme.test')
    const foreign = await personOf('northwind', 'admin@northwind.test')
    const refused = await viewer('POST', '/api/imports?collection=companies', COMPANIES)
    expect(refused.json).toMatchObject({ errors: [{ code: 'IMPORTS_FORBIDDEN' }] })
    expect((await app.request('acme', 'GET', '/api/imports')).status).toBe(401)

    const { id } = await upload(manager, 'companies', COMPANIES)
    for (const [ask, status] of [
      [viewer, 404],
      [foreign, 404],
      [admin, 200],
    ] as const) {
      expect((await ask('GET', `/api/imports/${id}`)).status).toBe(status)
      expect((await ask('GET', `/api/imports/${id}/preview`)).status).toBe(status)
      expect((await ask('GET', `/api/imports/${id}/errors`)).status).toBe(status)
      expect((await ask('POST', `/api/imports/${id}/cancel`)).status).toBe(status)
    }
    for (const ask of [viewer, foreign, admin]) {
      expect((await ask('POST', `/api/imports/${id}/start`)).status).toBe(404)
      expect((await ask('POST', `/api/imports/${id}/plan`, {})).status).toBe(404)
    }
    expect((await viewer('GET', '/api/imports')).json).toEqual({ docs: [] })
    expect((await foreign('GET', '/api/imports')).json).toEqual({ docs: [] })
  }, 60_000)

  it('bind every row: records of others, fields kept from a role and collections they may not fill', async () => {
    const admin = await personOf('acme', 'admin@acme.test')
    await app.sql(
      `update roles set permissions = $1::jsonb where key = 'rep'
        and tenant_id = (select id from tenants where slug = 'acme')`,
      [
        JSON.stringify({
          actions: ['records.import'],
          collections: {
            '*': { read: 'own' },
            companies: { read: 'own' },
            contacts: { create: 'own', read: 'own', update: 'own' },
          },
          fields: { contacts: { phone: 'hidden', title: 'readOnly' } },
        }),
      ],
    )
    await app.sql("update companies set owner_id = null where name = 'Planet Ltd'")
    const { token, userId } = await app.signIn('acme', 'rep@acme.test', { fresh: true })
    const rep: Ask = (method, path, body) => app.request('acme', method, path, { body, token })
    const file =
      'customer id,first name,last name,company,phone,title\nK1,Ann,Secret,Planet Ltd,123,Boss\nK2,Bea,Open,,456,Boss\n'
    const { id } = await upload(rep, 'contacts', file)
    const preview = (await rep('GET', `/api/imports/${id}/preview`)).json as ImportPreview
    expect(preview.columns.map(({ target }) => target)).toEqual([
      'externalId',
      'firstName',
      'lastName',
      'company',
      null,
      null,
    ])
    expect(
      (await rep('POST', `/api/imports/${id}/plan`, { map: { columns: { phone: 'phone' } } })).json,
    ).toMatchObject({ errors: [{ code: 'IMPORTS_FIELD_UNKNOWN' }] })

    const tried = await act(rep, id, 'dry-run')
    expect(tried.dryRun?.result).toMatchObject({ created: 1, failed: 1, nearMisses: [] })
    await rep('POST', `/api/imports/${id}/plan`, { createMissing: true })
    const done = await act(rep, id, 'start')
    expect(done.run?.result).toMatchObject({
      created: 1,
      errors: [{ code: 'IMPORT_ROW_REFERENCE_REFUSED', column: 'company', row: 2 }],
      failed: 1,
    })
    expect(
      await app.sql("select owner_id, phone, title from contacts where last_name = 'Open'"),
    ).toEqual([{ owner_id: userId, phone: null, title: null }])

    await act(
      admin,
      (await upload(admin, 'contacts', 'customer id,last name\nK9,Hidden\n')).id,
      'start',
    )
    const theirs = await upload(rep, 'contacts', 'customer id,last name\nK9,Taken\nK2,Renamed\n')
    expect((await act(rep, theirs.id, 'start')).run?.result).toMatchObject({
      errors: [{ code: 'IMPORT_ROW_NOT_YOURS', row: 2 }],
      failed: 1,
      updated: 1,
    })
    const last = await upload(rep, 'contacts', 'last name\nToo late\n')
    await app.sql(
      `update roles set permissions = '{"actions": [], "collections": {}}'::jsonb where key = 'rep'`,
    )
    expect((await rep('POST', `/api/imports/${last.id}/start`)).status).toBe(202)
    expect(await finished(admin, last.id)).toMatchObject({
      run: { error: { code: 'IMPORTS_FORBIDDEN' } },
      state: 'failed',
    })
    expect(await app.sql("select id from contacts where last_name = 'Too late'")).toEqual([])
  }, 60_000)
})
