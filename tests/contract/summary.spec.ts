import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { summariseRecords } from '../../src/collection/index.ts'
import { invalidateTenantSessions } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AccessView } from '../../src/kernel/scope/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { Refusal } from '../helpers/expectRefusal.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Group = Record<string, unknown> & { count: number; key: unknown; sum: number | null }

const ACME = newId()
const GLOBEX = newId()

// title, amount, currency, base, closes on, won at, company
const DEALS = [
  ['one', 100, 'EUR', 100, '2026-01-31', '2026-03-31T21:30:00Z', ACME],
  ['two', 200, 'USD', 180, '2026-01-01', '2026-03-31T22:30:00Z', ACME],
  ['three', 400, 'EUR', 400, '2026-02-01', null, GLOBEX],
  ['four', null, 'EUR', null, null, null, null],
] as const

let app: TestApp
let token: string

beforeAll(async () => {
  app = await testApp({ tenants: ['sums'] })
  const tenant = app.tenantId('sums')
  await app.sql("update tenants set time_zone = 'Europe/Berlin' where id = $1", [tenant])
  for (const [id, name] of [
    [ACME, 'Acme'],
    [GLOBEX, 'Globex'],
  ]) {
    await app.sql(
      `insert into companies (tenant_id, id, name, created_at, updated_at, version)
        values ($1, $2, $3, now(), now(), 1)`,
      [tenant, id, name],
    )
  }
  for (const [title, amount, currency, base, closes, won, company] of DEALS) {
    await app.sql(
      `insert into deals (tenant_id, id, title, amount, currency, amount_base, close_date, won_at, company_id, created_at, updated_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), now(), 1)`,
      [tenant, newId(), title, amount, currency, base, closes, won, company],
    )
  }
  ;({ token } = await app.signIn('sums', 'admin@sums.test'))
})

afterAll(async () => {
  await app.close()
})

const ask = (query: string) => app.request('sums', 'GET', `/api/deals/summary?${query}`, { token })
const summary = async (query: string) => {
  const answer = await ask(query)
  expect(answer).toMatchObject({ status: 200 })

  return answer.json as { groups: Group[]; isCut: boolean }
}
const refusal = async (query: string) => {
  const answer = await ask(query)

  return [answer.status, (answer.json as Refusal).errors[0]?.code]
}

describe('a summary', () => {
  it('counts and sums by a value, the largest group first', async () => {
    expect(await summary('by=currency&sum=amountBase')).toEqual({
      groups: [
        { count: 3, key: 'EUR', sum: 500 },
        { count: 1, key: 'USD', sum: 180 },
      ],
      isCut: false,
    })
    expect(await summary('by=currency')).toEqual({
      groups: [
        { count: 3, key: 'EUR', sum: null },
        { count: 1, key: 'USD', sum: null },
      ],
      isCut: false,
    })
  })

  it('names the record that a relation leads to', async () => {
    const { groups } = await summary('by=company&sum=amountBase')

    expect(groups).toEqual([
      { count: 2, key: ACME, label: 'Acme', sum: 280 },
      expect.objectContaining({ count: 1 }),
      expect.objectContaining({ count: 1 }),
    ])
    expect(groups).toContainEqual({ count: 1, key: null, label: null, sum: null })
    expect((await summary('by=company.name')).groups[0]).toEqual({
      count: 2,
      key: 'Acme',
      sum: null,
    })
  })

  it('does not hide that a sum is of several currencies', async () => {
    const { groups } = await summary('by=company&sum=amount,amountBase')

    expect(groups[0]).toEqual({
      count: 2,
      currencies: { amount: { EUR: 100, USD: 200 } },
      key: ACME,
      label: 'Acme',
      sum: 300,
      sums: { amount: 300, amountBase: 280 },
    })
    expect(groups.find(({ key }) => key === GLOBEX)).not.toHaveProperty('currencies')
  })

  it('reckons averages and bounds', async () => {
    expect(
      (await summary('by=currency&avg=amount&min=amount,closeDate&max=amount,closeDate')).groups[0],
    ).toEqual({
      avgs: { amount: 250 },
      count: 3,
      key: 'EUR',
      maxs: { amount: 400, closeDate: '2026-02-01' },
      mins: { amount: 100, closeDate: '2026-01-31' },
      sum: null,
    })
  })

  it('groups by two values', async () => {
    const { groups } = await summary('by=currency,company&sum=amountBase')

    expect(groups).toHaveLength(4)
    expect(groups).toContainEqual({
      count: 1,
      key: 'USD',
      keys: ['USD', ACME],
      label: null,
      labels: [null, 'Acme'],
      sum: 180,
    })
  })

  it('puts calendar dates together as they stand', async () => {
    expect((await summary('by=closeDate&period=month&sum=amountBase')).groups).toEqual([
      { count: 2, key: '2026-01-01', sum: 280 },
      { count: 1, key: '2026-02-01', sum: 400 },
      { count: 1, key: null, sum: null },
    ])
  })

  it('lets the tenant’s time zone say to which day an instant belongs', async () => {
    expect(
      (await summary('by=wonAt&period=day&where[wonAt][exists]=true')).groups.map(({ key }) => key),
    ).toEqual(['2026-03-31', '2026-04-01'])
    expect(
      (await summary('by=wonAt&period=quarter&where[wonAt][exists]=true')).groups.map(
        ({ key }) => key,
      ),
    ).toEqual(['2026-01-01', '2026-04-01'])
  })

  it('lets a person’s own time zone go before the tenant’s', async () => {
    const me = await app.request('sums', 'GET', '/api/auth/me', { token })
    const { id } = (me.json as { user: { id: string } }).user
    const set = (timeZone: null | string) =>
      app.request('sums', 'PATCH', `/api/users/${id}`, { body: { timeZone }, token })
    const wrong = await set('Europe/Atlantis')
    expect([wrong.status, (await set('America/New_York')).status]).toEqual([422, 200])
    invalidateTenantSessions(app.tenantId('sums'))
    const { groups } = await summary('by=wonAt&period=day&where[wonAt][exists]=true')
    await set(null)
    invalidateTenantSessions(app.tenantId('sums'))

    expect(wrong.text).toContain('PLATFORM_TIME_ZONE_UNKNOWN')
    expect(groups.map(({ key }) => key)).toEqual(['2026-03-31'])
  })

  it('says when there are more groups than it shows', async () => {
    expect(await summary('by=title&limit=3')).toMatchObject({
      groups: [{ count: 1 }, { count: 1 }, { count: 1 }],
      isCut: true,
    })
    expect(await summary('by=title&limit=4')).toMatchObject({ isCut: false })
  })

  it.each([
    '',
    'by=nothing',
    'by=currency&sum=title',
    'by=currency&sum=nothing',
    'by=currency,title,company',
    'by=currency&period=month',
    'by=closeDate&period=century',
    'by=currency&limit=0',
    'by=currency&avg=closeDate',
    'by[]=currency',
  ])('is refused for %s', async (query) => {
    expect(await refusal(query)).toEqual([400, 'RECORD_QUERY_INVALID'])
  })

  it('knows no field that the person may not see', async () => {
    const access: AccessView = {
      can: () => true,
      hidden: (slug) => new Set(slug === 'deals' ? ['amount'] : ['name']),
      level: () => 'all',
      readOnly: () => new Set<string>(),
      teamIds: [],
      userId: null,
    }
    const summarise = (by: string[], sum: string[]) =>
      runAsTenant({ access, tenantId: app.tenantId('sums') }, () =>
        summariseRecords({ by, collection: 'deals', measures: { sum } }),
      )

    await expect(summarise(['currency'], ['amount'])).rejects.toThrow('amount')
    await expect(summarise(['amount'], [])).rejects.toThrow('amount')
    expect((await summarise(['company'], [])).groups[0]).toEqual({
      count: 2,
      key: ACME,
      sum: null,
    })
  })
})
