import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTokenBuckets } from '../../src/server/limits/tokenBuckets.ts'
import { setQuotas } from '../../src/usage/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'

const PEOPLE = ['admin', 'manager', 'rep', 'viewer']

describe('token buckets', () => {
  it('let a burst through, then as many a second as they are told', () => {
    const buckets = createTokenBuckets()
    const rate = { burst: 10, perSecond: 5 }
    const taken = (from: number, times: number) =>
      Array.from({ length: times }, () => buckets.take('one', rate, from)).filter((s) => s === 0)

    expect(taken(0, 50)).toHaveLength(10)
    expect(taken(1_000, 50)).toHaveLength(5)
    expect(taken(100_000, 50)).toHaveLength(10)
    expect(buckets.take('one', rate, 100_000)).toBeCloseTo(0.2)
    expect(buckets.take('two', rate, 0)).toBe(0)
  })
})

describe('the limits of requests', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({
      env: { TENON_TRUST_PROXY: 'loopback' },
      logLevel: 'error',
      rate: { key: 2, tenant: 20 },
    })
  })
  afterAll(async () => {
    await app.close()
  })

  it('stop one person before the tenant, with the seconds to wait', async () => {
    const admin = await app.signIn('acme', 'admin@acme.test')
    const rep = await app.signIn('acme', 'rep@acme.test')
    const ask = (token: string) => app.request('acme', 'GET', '/api/companies?limit=1', { token })
    const began = performance.now()
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(admin.token)))
    const seconds = (performance.now() - began) / 1_000
    const refused = answers.filter(({ status }) => status === 429)

    // A burst of two seconds, and what has been added since.
    expect(answers.length - refused.length).toBeLessThanOrEqual(4 + 2 * seconds + 1)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.headers['retry-after']).toBe('1')
    expect(refused[0]?.json).toMatchObject({ errors: [{ code: 'SERVER_TOO_MANY_REQUESTS' }] })
    expect((await ask(rep.token)).status).toBe(200)
  })

  const flooded = async (times: number, request: () => AppRequest = () => ({})) => {
    const began = performance.now()
    const answers = await Promise.all(
      Array.from({ length: times }, () =>
        app.request('acme', 'GET', '/api/companies?limit=1', request()),
      ),
    )
    const refused = answers.filter(({ status }) => status === 429)

    return {
      refused,
      seconds: (performance.now() - began) / 1_000,
      served: answers.length - refused.length,
    }
  }

  it('stop a tenant and leave its neighbour alone', async () => {
    await setQuotas(app.tenantId('acme'), { requestsPerMinute: 60 })
    const people = await Promise.all(
      PEOPLE.map(async (name) => (await app.signIn('acme', `${name}@acme.test`)).token),
    )
    const other = await app.signIn('northwind', 'admin@northwind.test')
    let turn = 0
    const flood = await flooded(400, () => ({ token: people[(turn += 1) % people.length] ?? '' }))
    await setQuotas(app.tenantId('acme'), { requestsPerMinute: null })

    // A burst of at least 20, and what has been added since.
    expect(flood.served).toBeLessThanOrEqual(20 + flood.seconds + 1)
    expect(flood.refused.length).toBeGreaterThan(0)
    const neighbour = await app.request('northwind', 'GET', '/api/companies?limit=1', other)
    expect(neighbour.status).toBe(200)
  })

  it.each([
    ['without a session', () => ({})],
    ['with sessions they have made up', () => ({ token: randomBytes(32).toString('base64url') })],
    ['with keys they have made up', () => ({ token: `tenon_${randomBytes(24).toString('hex')}` })],
  ])('stop strangers %s by their address, and lock out nobody of the tenant', async (_, made) => {
    const { token } = await app.signIn('acme', 'manager@acme.test')
    const ask = () => app.request('acme', 'GET', '/api/companies?limit=1', { token })
    await sleep(3_000)
    expect((await ask()).status).toBe(200)
    const flood = await flooded(400, made)

    expect(flood.served).toBeLessThanOrEqual(4 + 2 * flood.seconds + 1)
    expect(Number(flood.refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
    expect(flood.refused[0]?.json).toMatchObject({ errors: [{ code: 'SERVER_TOO_MANY_REQUESTS' }] })
    expect((await ask()).status).toBe(200)
  })

  it('leave people a way in from other addresses while a stranger is stopped', async () => {
    await flooded(100)
    const from = (ip: string) =>
      app.request('acme', 'GET', '/api/companies', { headers: { 'x-forwarded-for': ip } })

    expect((await from('127.0.0.1')).status).toBe(429)
    expect((await from('203.0.113.7')).status).toBe(401)
    expect((await from('2001:db8::1')).status).toBe(401)
  })

  it('stop strangers of many addresses together, and still nobody of the tenant', async () => {
    const { token } = await app.signIn('acme', 'viewer@acme.test')
    let turn = 0
    const flood = await flooded(400, () => {
      turn += 1

      return { headers: { 'x-forwarded-for': `198.51.${turn % 200}.${turn % 250}` } }
    })
    const answer = await app.request('acme', 'GET', '/api/companies?limit=1', { token })

    expect(flood.served).toBeLessThanOrEqual(40 + 20 * flood.seconds + 1)
    expect(flood.refused.length).toBeGreaterThan(0)
    expect(answer.status).toBe(200)
  })

  it('leave the health of the server and the console alone', async () => {
    const asked = await Promise.all(
      Array.from({ length: 60 }, () => app.request('localhost', 'GET', '/health')),
    )

    expect(asked.every(({ status }) => status === 200)).toBe(true)
  })
})
