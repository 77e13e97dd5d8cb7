import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { restateDeals } from '../../collections/crm/tasks/restateDeals.ts'
import { writeRecords } from '../../src/collection/index.ts'
import type { Change } from '../../src/collection/index.ts'
import { enqueueJob, getJob } from '../../src/jobs/index.ts'
import type { JobCursor } from '../../src/jobs/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const MANY = 1203

describe('exchange rates', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error', tenants: ['money'] })
    ;({ token } = await app.signIn('money', 'admin@money.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, body?: object) =>
    app.request('money', method, path, { token, ...(body === undefined ? {} : { body }) })
  const docOf = (answer: AppAnswer) =>
    (answer.json as { doc: Record<string, unknown> & { id: string } }).doc
  const stage = async (kind: string) => {
    const [row] = await app.sql(
      'select id from stages where tenant_id = $1 and kind = $2 limit 1',
      [app.tenantId('money'), kind],
    )

    return row?.['id']
  }
  const deal = async (body: object) => {
    const answer = await ask('POST', '/api/deals', { title: 'Foreign', ...body })

    expect(answer).toMatchObject({ status: 201 })

    return docOf(answer)
  }
  const rate = async (currency: string, date: string, value: number) => {
    const answer = await ask('POST', '/api/exchange-rates', { currency, date, rate: value })

    expect(answer).toMatchObject({ status: 201 })

    return docOf(answer).id
  }
  const baseOf = async (id: string) => {
    const [row] = await app.sql('select amount_base from deals where id = $1', [id])

    return row?.['amount_base'] === null ? null : Number(row?.['amount_base'])
  }
  const settled = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      const open = await app.sql(
        `select 1 from jobs where tenant_id = $1 and run_after <= now() and state in ('queued', 'running')`,
        [app.tenantId('money')],
      )
      if (open.length === 0) {
        return
      }
      await sleep(100)
    }
    throw new Error('the jobs did not end')
  }

  it('price a deal at the rate of the day it closed, an open one at the rate of today', async () => {
    await rate('USD', '2026-01-01', 90_000_000)
    await rate('USD', '2026-06-01', 80_000_000)
    const won = await stage('won')
    const base = async (body: object) =>
      (await deal({ amount: 10_000, currency: 'USD', ...body }))['amountBase']

    expect(await base({ closeDate: '2026-03-01', stage: won })).toBe(9000)
    expect(await base({ closeDate: '2026-06-01', stage: won })).toBe(8000)
    expect(await base({ closeDate: '2025-12-31', stage: won })).toBeNull()
    expect(await base({ closeDate: '2026-03-01' })).toBe(8000)
    expect(await base({ currency: 'SEK' })).toBeNull()
    expect(await base({ currency: 'EUR' })).toBe(10_000)
  })

  it('price anew when a deal closes, moves its date or its currency', async () => {
    const { id } = await deal({ amount: 10_000, currency: 'USD' })
    await ask('PATCH', `/api/deals/${id}`, { closeDate: '2026-02-01', stage: await stage('won') })
    expect(await baseOf(id)).toBe(9000)
    await ask('PATCH', `/api/deals/${id}`, { closeDate: '2026-07-01' })
    expect(await baseOf(id)).toBe(8000)
    await ask('PATCH', `/api/deals/${id}`, { currency: 'EUR' })

    expect(await baseOf(id)).toBe(10_000)
  })

  it('know currencies without and with three decimal places', async () => {
    await rate('JPY', '2026-01-01', 620_000)
    await rate('BHD', '2026-01-01', 245_000_000)

    expect((await deal({ amount: 15_000, currency: 'JPY' }))['amountBase']).toBe(9300)
    expect((await deal({ amount: 1000, currency: 'BHD' }))['amountBase']).toBe(245)
  })

  it('are one for a currency and day, above zero, and none of the own currency', async () => {
    const refused = async (body: object) =>
      ((await ask('POST', '/api/exchange-rates', body)).json as { errors: { code: string }[] })
        .errors[0]?.code
    const body = { currency: 'USD', date: '2026-01-01', rate: 1 }

    expect(await refused(body)).toBe('RECORD_DUPLICATE')
    expect(await refused({ ...body, currency: 'EUR' })).toBe('CRM_RATE_OF_BASE')
    expect(await refused({ ...body, currency: 'XXQ' })).toBe('RECORD_FIELD_INVALID')
    expect(await refused({ ...body, date: '2026-01-02', rate: 0 })).toBe('RECORD_FIELD_INVALID')
    expect(await refused({ ...body, date: '2026-01-02', rate: 0.5 })).toBe('RECORD_FIELD_INVALID')
  })

  it('state deals anew when one is added, corrected or removed, as an act of the system', async () => {
    const won = await stage('won')
    const { id } = await deal({
      amount: 5001,
      closeDate: '2026-04-01',
      currency: 'CHF',
      stage: won,
    })
    const early = await deal({ amount: 5001, closeDate: '2026-01-15', currency: 'CHF', stage: won })
    expect(await baseOf(id)).toBeNull()
    const first = await rate('CHF', '2026-04-01', 105_000_000)
    await settled()
    expect(await baseOf(id)).toBe(5251)
    expect(await baseOf(early.id)).toBeNull()
    await ask('PATCH', `/api/exchange-rates/${first}`, { rate: 110_000_000 })
    await settled()
    expect(await baseOf(id)).toBe(5501)
    await ask('PATCH', `/api/exchange-rates/${first}`, { date: '2026-01-01' })
    await settled()
    expect([await baseOf(id), await baseOf(early.id)]).toEqual([5501, 5501])
    await ask('DELETE', `/api/exchange-rates/${first}`)
    await settled()

    expect([await baseOf(id), await baseOf(early.id)]).toEqual([null, null])
    const rows = await app.sql(
      `select actor_type, actor_id, count(*)::int as n from domain_events
        where record_id = $1 and type = 'crm.deal.updated' group by 1, 2`,
      [id],
    )
    expect(rows).toEqual([{ actor_id: null, actor_type: 'system', n: 3 }])
  })

  it(
    'change nothing more when the re-statement runs a second time',
    { timeout: 60_000 },
    async () => {
      const changes = Array.from({ length: MANY }, (_, index): Change => ({
        data: { amount: index, currency: 'NOK', title: `Many ${index}` },
        op: 'create',
      }))
      await app.inTenant('money', () => writeRecords({ changes, collection: 'deals' }))
      await rate('NOK', '2026-01-01', 8_500_000)
      await settled()
      const versions = () =>
        app.sql(
          `select count(*)::int as n, sum(version)::int as versions, count(amount_base)::int as stated
          from deals where currency = 'NOK'`,
        )
      const stated = await versions()
      expect(stated).toEqual([{ n: MANY, stated: MANY, versions: 2 * MANY }])
      const again = await app.inTenant('money', () =>
        enqueueJob(restateDeals, { currency: 'NOK', from: '2026-01-01' }),
      )
      await settled()

      expect(await versions()).toEqual(stated)
      expect(await app.inTenant('money', () => getJob(again))).toMatchObject({
        progress: { done: MANY, total: MANY },
        result: { deals: MANY },
        state: 'done',
      })
    },
  )

  it('go on where a broken re-statement stood', { timeout: 60_000 }, async () => {
    await app.sql(`update deals set amount_base = null where currency = 'NOK'`)
    const done: number[] = []
    let cursor: JobCursor | null = null
    const run = (stepsLeft: number) =>
      app.inTenant('money', () =>
        restateDeals.start({
          cursor,
          input: { currency: 'NOK', from: '2026-01-01' },
          jobId: newId(),
          signal: new AbortController().signal,
          step: async (work) => {
            if (stepsLeft === 0) {
              throw new Error('killed')
            }
            stepsLeft -= 1
            const outcome = await database().transaction(work)
            done.push(outcome.done)
            cursor = outcome.cursor
          },
          tenantId: app.tenantId('money'),
          userId: null,
        }),
      )
    await expect(run(1)).rejects.toThrow('killed')
    const stated = () =>
      app.sql(`select count(amount_base)::int as n from deals where currency = 'NOK'`)
    expect(await stated()).toEqual([{ n: 500 }])
    await run(9)

    expect(done).toEqual([500, 1000, MANY])
    expect(await stated()).toEqual([{ n: MANY }])
  })

  it('are set by who may manage the settings alone', async () => {
    const rep = await app.signIn('acme', 'manager@acme.test')
    const answer = await app.request('acme', 'POST', '/api/exchange-rates', {
      body: { currency: 'SEK', date: '2026-01-01', rate: 9_000_000 },
      token: rep.token,
    })

    expect(answer.status).toBe(403)
  })
})
