import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Home, WidgetData } from '../../src/screens/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

let app: TestApp

const NUMBER = {
  collection: 'deals',
  id: 'mine',
  kind: 'number',
  measures: [{ of: 'count' }],
  title: { en: 'Deals' },
}

async function screen(name: string, email: string, input: object = {}, slug = 'acme') {
  const { token } = await app.signIn(slug, email)
  const query = encodeURIComponent(JSON.stringify(input))
  const answer = await app.request(slug, 'GET', `/api/screens/${name}?input=${query}`, { token })

  return { json: answer.json, status: answer.status }
}

async function home(email: string): Promise<Home> {
  return (await screen('home', email)).json as Home
}

async function widget(email: string, changes: object, filter: object = {}): Promise<WidgetData> {
  const { json, status } = await screen('home-widget', email, {
    filter,
    widget: { ...NUMBER, ...changes },
  })
  expect(status).toBe(200)

  return json as WidgetData
}

function first(data: WidgetData): number | null | undefined {
  return data.state === 'shown' ? data.points[0]?.values[0] : undefined
}

/** Gives the viewer of acme other rights, until they are given back. */
async function withRights(permissions: object, work: () => Promise<void>): Promise<void> {
  const [role] = await app.sql(
    'select id, permissions from roles where tenant_id = $1 and key = $2',
    [app.tenantId('acme'), 'viewer'],
  )
  const { token } = await app.signIn('acme', 'admin@acme.test')
  const write = async (value: unknown) => {
    const answer = await app.request('acme', 'PATCH', `/api/roles/${String(role?.['id'])}`, {
      body: { permissions: value },
      token,
    })
    expect(answer.status).toBe(200)
  }
  await write(permissions)
  try {
    await work()
  } finally {
    await write(role?.['permissions'])
  }
}

beforeAll(async () => {
  app = await testApp()
})

afterAll(async () => {
  await app.close()
})

describe('the home page', () => {
  it('shows a rep the tasks due by tonight, the next deals and every standard widget', async () => {
    const data = await home('rep@acme.test')
    expect(data.layout.source).toBe('standard')
    expect(Object.values(data.data).every(({ state }) => state === 'shown')).toBe(true)
    expect(data.myDay.tasks?.docs.every(({ done }) => !done)).toBe(true)
    expect(data.myDay.deals?.docs.length).toBeGreaterThan(0)
    expect(data.roles).toEqual([])
  })

  it('is refused to people who are not signed in', async () => {
    for (const name of ['home', 'home-widget']) {
      expect((await app.request('acme', 'GET', `/api/screens/${name}`)).status).toBe(401)
    }
  })

  it('reckons as the records themselves do, weighted by the probability of the stage', async () => {
    const open = { stageKind: { equals: 'open' } }
    const sum = { field: 'amountBase', of: 'sum' }
    const data = await widget('rep@acme.test', {
      measures: [{ of: 'count' }, sum, { ...sum, weight: 'stage.probability' }],
      where: open,
    })
    const [row] = await app.sql(
      `select count(*)::int n, sum(d.amount_base)::float8 plain,
         round(sum(d.amount_base * s.probability / 100.0))::float8 weighted
       from deals d join stages s on s.tenant_id = d.tenant_id and s.id = d.stage_id
       where d.tenant_id = $1 and d.stage_kind = 'open' and d.deleted_at is null`,
      [app.tenantId('acme')],
    )
    const values = data.state === 'shown' ? data.points[0]?.values : []
    expect(values?.slice(0, 2)).toEqual([row?.['n'], row?.['plain']])
    expect(Math.abs((values?.[2] ?? 0) - Number(row?.['weighted']))).toBeLessThan(10)
  })

  it('counts, of the deals created in the period, those that ever reached each stage or a later one', async () => {
    const [stages, deals] = await Promise.all([
      app.sql(
        `select s.id, s."order"::int as place from stages s join pipelines p on p.tenant_id = s.tenant_id
           and p.id = s.pipeline_id where s.tenant_id = $1 and p.is_default and s.kind <> 'lost' order by 2`,
        [app.tenantId('acme')],
      ),
      app.sql(
        `select h.deal_id, max(s."order")::int as furthest from deal_stage_history h
           join deals d on d.tenant_id = h.tenant_id and d.id = h.deal_id
           join stages s on s.tenant_id = h.tenant_id and s.id = h.stage_id
           join pipelines p on p.tenant_id = s.tenant_id and p.id = s.pipeline_id
         where h.tenant_id = $1 and p.is_default and s.kind <> 'lost'
           and d.created_at >= date_trunc('year', now()) group by 1`,
        [app.tenantId('acme')],
      ),
    ])
    const conversion = (await home('admin@acme.test')).standard.find(
      ({ id }) => id === 'conversion',
    )
    const data = await widget('admin@acme.test', conversion ?? {}, { period: 'year' })
    const points = data.state === 'shown' ? data.points : []

    expect(points.map(({ key, values }) => [key, values[0]])).toEqual(
      stages.map(({ id, place }) => [
        id,
        deals.filter(({ furthest }) => Number(furthest) >= Number(place)).length,
      ]),
    )
    expect(points[0]?.values[0]).toBeGreaterThan(0)
  })

  it('narrows to a person, to a team and to the teams below it', async () => {
    const data = await home('manager@acme.test')
    const all = first(await widget('manager@acme.test', {})) ?? 0
    const mine = first(await widget('rep@acme.test', {}, { owner: 'me' })) ?? 0
    const teams = await Promise.all(
      data.people.teams.map(async ({ id }) =>
        first(await widget('manager@acme.test', {}, { team: id })),
      ),
    )
    expect(mine).toBeGreaterThan(0)
    expect(mine).toBeLessThan(all)
    expect(Math.max(...teams.map(Number))).toBeGreaterThan(Math.min(...teams.map(Number)))
  })

  it('has the number of the period before beside that of the period', async () => {
    const data = await widget('rep@acme.test', {
      date: 'wonAt',
      where: { wonAt: { exists: true } },
    })
    expect(data.state === 'shown' && data.before?.values.length).toBe(1)
    const whole = await widget('rep@acme.test', { date: 'wonAt' }, { period: 'all' })
    expect(whole.state === 'shown' && whole.before).toBe(undefined)
  })

  it('keeps tenants apart', async () => {
    const filter = { filter: {}, widget: NUMBER }
    const theirs = await screen('home-widget', 'admin@northwind.test', filter, 'northwind')
    const [row] = await app.sql('select count(*)::int n from deals where tenant_id = $1', [
      app.tenantId('northwind'),
    ])
    expect(first(theirs.json as WidgetData)).toBe(row?.['n'])
  })

  it('says that a widget is not readable, without a number, where its collection or field is closed', async () => {
    const permissions = {
      actions: [],
      collections: { '*': { read: 'all' }, deals: {} },
      fields: { companies: { employees: 'hidden' } },
    }
    await withRights(permissions, async () => {
      expect(await widget('viewer@acme.test', {})).toEqual({ state: 'notReadable' })
      expect(await widget('viewer@acme.test', { collection: 'no-such' })).toEqual({
        state: 'notReadable',
      })
      expect(
        await widget('viewer@acme.test', { by: ['deal.owner'], collection: 'deal-stage-history' }),
      ).toEqual({ state: 'notReadable' })
      const data = await home('viewer@acme.test')
      expect(data.myDay.deals).toBe(null)
      expect(data.standard.some(({ collection }) => collection === 'deals')).toBe(false)
      expect(data.layout.source).toBe('role')
      expect(Object.values(data.data)).toEqual(
        data.layout.dashboard.widgets.map(() => ({ state: 'notReadable' })),
      )
    })
  })

  it('counts own records alone for a role that reaches no others', async () => {
    const permissions = { actions: [], collections: { '*': { read: 'own' } }, fields: {} }
    await withRights(permissions, async () => {
      expect(first(await widget('viewer@acme.test', {}))).toBe(0)
    })
  })

  it('names nobody whom the reader may not see', async () => {
    const permissions = {
      actions: [],
      collections: { '*': { read: 'all' }, users: {} },
      fields: {},
    }
    await withRights(permissions, async () => {
      const data = await widget('viewer@acme.test', { by: ['owner'], kind: 'bar' })
      const labels = data.state === 'shown' ? data.points.map(({ label }) => label) : ['none']
      expect(labels.length).toBeGreaterThan(1)
      expect(labels.every((label) => label === null)).toBe(true)
    })
  })

  it('refuses a widget that is none', async () => {
    for (const wrong of [
      { kind: 'pie' },
      { measures: [] },
      { by: ['a', 'b', 'c'] },
      { id: 'a b' },
    ]) {
      const { status } = await screen('home-widget', 'rep@acme.test', {
        widget: { ...NUMBER, ...wrong },
      })
      expect(status).toBe(400)
    }
  })

  it("keeps a person's own page for them alone", async () => {
    const { token } = await app.signIn('acme', 'rep@acme.test')
    const kept = await app.request('acme', 'POST', '/api/payload-preferences/tenon-home', {
      body: { value: { widgets: [NUMBER] } },
      token,
    })
    expect(kept.status).toBe(200)
    const own = await home('rep@acme.test')
    expect(own.layout.source).toBe('personal')
    expect(Object.keys(own.data)).toEqual(['mine'])
    const other = await home('manager@acme.test')
    expect(other.layout.source).toBe('standard')
    await app.request('acme', 'DELETE', '/api/payload-preferences/tenon-home', { token })
    expect((await home('rep@acme.test')).layout.source).toBe('standard')
  })
})
