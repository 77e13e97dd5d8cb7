import { setTimeout as sleep } from 'node:timers/promises'

import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTenant } from '../../src/main/createTenant.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Settings = {
  data: Record<string, unknown>
  groups: { key: string; pages: string[] }[]
  page: string
}

const OWNER = { email: 'owner@fresh.test', name: 'Olive Owner', password: 'a long enough password' }

describe('the screens of import, settings and the first run', () => {
  let app: TestApp
  const people: Record<string, { host: string; token: string }> = {}

  const enter = async (who: string, host: string, email: string, password?: string) => {
    const { token } = await app.signIn(host, email, password === undefined ? {} : { password })
    people[who] = { host, token }
  }
  const ask = (who: string, method: string, path: string, request: AppRequest = {}) =>
    app.request(people[who]?.host ?? 'acme', method, path, {
      ...(people[who] === undefined ? {} : { token: people[who].token }),
      ...request,
    })
  const screen = (who: string, name: string, input: object = {}) =>
    ask(who, 'GET', `/api/screens/${name}?input=${encodeURIComponent(JSON.stringify(input))}`)
  const settings = async (who: string, page?: string) => {
    const { json, text } = await screen(who, 'settings', page === undefined ? {} : { page })
    expect(text).toContain('"groups"')

    return json as Settings
  }
  const pagesOf = ({ groups }: Settings) => groups.flatMap(({ pages }) => pages)

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    await createTenant(app.product, { name: 'Fresh', owner: OWNER, slug: 'fresh' })
    for (const role of ['admin', 'manager', 'rep', 'viewer']) {
      await enter(role, 'acme', `${role}@acme.test`)
    }
    await enter('other', 'northwind', 'admin@northwind.test')
    await enter('owner', 'fresh', OWNER.email, OWNER.password)
  }, 120_000)
  afterAll(async () => {
    await app.close()
  })

  it('are refused to somebody who has not signed in', async () => {
    for (const name of ['brand', 'import', 'import-rows', 'settings', 'start']) {
      expect(`${name} ${(await screen('nobody', name)).status}`).toBe(`${name} 401`)
    }
    expect((await ask('nobody', 'GET', '/api/company/logo')).status).toBe(401)
  })

  it('open the pages of the settings that a role may use, and no other', async () => {
    const own = ['sessions', 'security', 'keys']

    expect(pagesOf(await settings('admin')).toSorted()).toEqual(
      [...own, 'audit', 'company', 'export', 'modules', 'pipelines', 'roles', 'support', 'teams']
        .concat('trash', 'users')
        .toSorted(),
    )
    expect(pagesOf(await settings('rep'))).toEqual(['trash', ...own])
    expect(pagesOf(await settings('viewer'))).toEqual(['trash', ...own])
    expect((await settings('rep', 'users')).page).toBe('trash')
    expect((await settings('rep', 'company')).data).not.toHaveProperty('company')
  })

  it('keep tenants apart: nobody sees people of another', async () => {
    const here = JSON.stringify((await settings('admin', 'users')).data)
    const there = JSON.stringify((await settings('other', 'users')).data)

    expect(here).toContain('Rosa Reyes')
    expect(there).not.toContain('Rosa Reyes')
    expect(there).toContain('Nora Nordmann')
  })

  it('offer to import what the reader may import, and nothing to a viewer', async () => {
    const targets = async (who: string) =>
      ((await screen(who, 'import')).json as { targets: { slug: string }[] }).targets.map(
        ({ slug }) => slug,
      )

    expect(await targets('admin')).toContain('deals')
    expect(await targets('viewer')).toEqual([])
  })

  it('show an import to its owner alone', async () => {
    const made = await ask('admin', 'POST', '/api/imports?collection=companies&file=list.csv', {
      body: Buffer.from('name\nContoso\n'),
      headers: { 'content-type': 'application/octet-stream' },
    })
    const { id } = made.json as { id: string }
    const shown = await screen('admin', 'import', { id })

    expect(shown.json).toMatchObject({
      import: { collection: 'companies', file: 'list.csv' },
      preview: { columns: [{ header: 'name', target: 'name' }], rows: 1 },
      target: { slug: 'companies' },
    })
    expect((await screen('rep', 'import', { id })).status).toBe(404)
    expect((await screen('other', 'import', { id })).status).toBe(404)
  })

  it('change the company for who manages it, with its currency only while there are no amounts', async () => {
    const change = (who: string, body: object) => ask(who, 'PATCH', '/api/company', { body })

    expect((await change('rep', { name: 'Mine' })).status).toBe(403)
    expect((await change('admin', { timeZone: 'Moon/Base' })).status).toBe(400)
    expect((await change('admin', { slug: 'other' })).status).toBe(400)
    const refused = await change('admin', { currency: 'USD' })
    expect(`${refused.status} ${refused.text}`).toMatch(/^409 .*SERVER_CURRENCY_IN_USE/)
    const name = 'Acme & Sons'
    expect((await change('admin', { name, timeZone: 'Europe/Paris' })).json).toEqual({
      doc: { currency: 'EUR', locale: 'en', name, timeZone: 'Europe/Paris' },
    })
    expect((await settings('admin', 'company')).data['company']).toMatchObject({ name })
    expect((await settings('other', 'company')).data['company']).toMatchObject({
      name: 'Northwind Handels GmbH',
    })
  })

  it('take a logo as a picture alone, make it small, and show it in this tenant', async () => {
    const large = await sharp({
      create: { background: '#c33', channels: 3, height: 600, width: 1200 },
    })
      .png()
      .toBuffer()
    const put = (who: string, body: Buffer) =>
      ask(who, 'PUT', '/api/company/logo', { body, headers: { 'content-type': 'image/png' } })

    expect((await put('rep', large)).status).toBe(403)
    expect((await put('admin', Buffer.from('<svg onload="x"/>'))).status).toBe(422)
    expect((await put('admin', large)).status).toBe(200)
    const shown = await ask('rep', 'GET', '/api/company/logo')
    expect(shown.headers['content-type']).toBe('image/webp')
    expect((await ask('other', 'GET', '/api/company/logo')).status).toBe(404)
    await ask('admin', 'PATCH', '/api/settings', { body: { accent: '#336699' } })
    expect((await screen('rep', 'brand')).json).toEqual({
      accent: '#336699',
      logo: expect.stringMatching(/^\/api\/company\/logo\?v=[0-9a-f]+$/) as string,
    })
    expect((await screen('other', 'brand')).json).toEqual({ accent: null, logo: null })
    const css = { body: { accent: 'red;}body{display:none' } }
    expect((await ask('admin', 'PATCH', '/api/settings', css)).status).toBe(400)
    expect((await ask('admin', 'DELETE', '/api/company/logo')).status).toBe(204)
    expect((await ask('admin', 'GET', '/api/company/logo')).status).toBe(404)
  })

  it('lead who owns a new tenant to its first run, until it is done', async () => {
    const home = await ask('owner', 'GET', '/admin')

    expect(`${home.status} ${home.headers.location ?? ''}`).toBe('302 /admin/start')
    expect((await ask('admin', 'GET', '/admin')).headers.location).not.toBe('/admin/start')
    expect((await screen('rep', 'start')).status).toBe(403)
    expect((await screen('owner', 'start')).json).toMatchObject({ isDone: false })
    expect(
      (await ask('owner', 'PATCH', '/api/company', { body: { currency: 'CHF' } })).status,
    ).toBe(200)
    expect((await ask('admin', 'POST', '/api/start/demo')).status).toBe(403)
    expect((await ask('rep', 'POST', '/api/start/demo')).status).toBe(403)

    const started = await ask('owner', 'POST', '/api/start/demo')
    const { job } = started.json as { job: { id: string } }
    let state = ''
    while (!['done', 'failed'].includes(state)) {
      await sleep(200)
      state = ((await ask('owner', 'GET', `/api/jobs/${job.id}`)).json as { state: string }).state
    }
    expect(state).toBe('done')
    const { json } = await ask('owner', 'GET', '/api/companies/count')
    expect(json).toMatchObject({ totalDocs: 60 })
    await ask('owner', 'PATCH', '/api/settings', { body: { started: true } })
    expect((await ask('owner', 'GET', '/admin')).headers.location).not.toBe('/admin/start')
  }, 120_000)
})
