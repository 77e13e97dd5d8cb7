import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Home } from '../../src/screens/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

let app: TestApp

const WIDGET = {
  collection: 'companies',
  id: 'companies',
  kind: 'number',
  measures: [{ of: 'count' }],
  title: { de: 'Firmen', en: 'Companies' },
}

const PAGE = {
  definition: { widgets: [WIDGET] },
  key: 'home.rep',
  name: { de: 'Vertrieb', en: 'Sales' },
  roles: ['rep'],
}

async function write(email: string, body: object) {
  const { token } = await app.signIn('acme', email)

  return app.request('acme', 'POST', '/api/dashboards', { body, token })
}

async function home(email: string): Promise<Home> {
  const { token } = await app.signIn('acme', email)

  return (await app.request('acme', 'GET', '/api/screens/home', { token })).json as Home
}

beforeAll(async () => {
  app = await testApp()
})

afterAll(async () => {
  await app.close()
})

describe('home pages for roles', () => {
  it.each([
    ['no widgets', { definition: {} }],
    ['a kind that is none', { definition: { widgets: [{ ...WIDGET, kind: 'pie' }] } }],
    ['the same widget twice', { definition: { widgets: [WIDGET, WIDGET] } }],
    ['roles that are no list', { roles: 'rep' }],
  ])('are refused with %s', async (_what, wrong) => {
    const answer = await write('admin@acme.test', { ...PAGE, ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toMatch(/PLATFORM_DASHBOARD_(?:INVALID|ROLES)/)
  })

  it('are written by those alone who manage settings', async () => {
    for (const email of ['manager@acme.test', 'rep@acme.test', 'viewer@acme.test']) {
      expect((await write(email, PAGE)).status).toBe(403)
    }
  })

  it('are what people of the role begin with, and nobody else', async () => {
    expect((await write('admin@acme.test', PAGE)).status).toBe(201)
    const rep = await home('rep@acme.test')
    expect(rep.layout.source).toBe('role')
    expect(rep.layout.dashboard.widgets.map(({ id }) => id)).toEqual(['companies'])
    expect((await home('manager@acme.test')).layout.source).toBe('standard')
  })

  it('can be set by those who are told the roles', async () => {
    expect((await home('admin@acme.test')).roles.map(({ key }) => key)).toContain('rep')
    expect((await home('manager@acme.test')).roles).toEqual([])
  })
})
