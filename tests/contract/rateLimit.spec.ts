import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTokenBuckets } from '../../src/server/limits/tokenBuckets.ts'
import { testApp } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'

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
    app = await testApp({ logLevel: 'error', rate: { key: 2, tenant: 20 } })
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

  it('stop a tenant and leave its neighbour alone', async () => {
    const other = await app.signIn('northwind', 'admin@northwind.test')
    const began = performance.now()
    const flood = await Promise.all(
      Array.from({ length: 400 }, () => app.request('acme', 'GET', '/api/companies')),
    )
    const seconds = (performance.now() - began) / 1_000
    const refused = flood.filter(({ status }) => status === 429).length

    expect(flood.length - refused).toBeLessThanOrEqual(40 + 20 * seconds + 1)
    expect(refused).toBeGreaterThan(0)
    const neighbour = await app.request('northwind', 'GET', '/api/companies?limit=1', other)
    expect(neighbour.status).toBe(200)
  })

  it('leave the health of the server and the console alone', async () => {
    const asked = await Promise.all(
      Array.from({ length: 60 }, () => app.request('localhost', 'GET', '/health')),
    )

    expect(asked.every(({ status }) => status === 200)).toBe(true)
  })
})
