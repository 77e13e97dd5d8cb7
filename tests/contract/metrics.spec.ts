import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { metricsRoute } from '../../src/server/metrics/metricsRoute.ts'
import { queueReader } from '../../src/server/metrics/readQueues.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const TOKEN = 'a token of the metrics'.replaceAll(' ', '-')
const FORWARDED = { 'x-forwarded-for': '203.0.113.7' }

describe('GET /metrics', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  const scrape = async (host = 'acme') => (await app.request(host, 'GET', '/metrics')).text

  function valueOf(text: string, line: string): number {
    const found = text.split('\n').find((one) => one.startsWith(`${line} `))

    return Number(found?.slice(line.length + 1))
  }

  it.each(['acme', 'localhost', 'nobody', 'elsewhere.example'])('answers on %s', async (host) => {
    const answer = await app.request(host, 'GET', '/metrics')

    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.text).toContain('process_cpu_seconds_total')
    expect(answer.text).toContain('nodejs_eventloop_lag_seconds')
  })

  it.each(['acme', 'localhost', 'elsewhere.example'])(
    'is an unknown route on %s for what was forwarded',
    async (host) => {
      const [answer, unknown] = await Promise.all(
        ['/metrics', '/nothing-here'].map((path) =>
          app.request(host, 'GET', path, { headers: FORWARDED }),
        ),
      )

      expect(answer?.status).toBe(404)
      expect(answer?.text).toBe(unknown?.text)
    },
  )

  it('names routes by their pattern, and no path, tenant or person', async () => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    const list = await app.request('acme', 'GET', '/api/companies?limit=1', { token })
    const [company] = (list.json as { docs: { id: string }[] }).docs
    await app.request('acme', 'GET', `/api/companies/${company?.id}`, { token })
    await app.request('acme', 'GET', '/somebody@example.test', { token })
    const text = await scrape()

    for (const route of ['/api/:slug', '/api/:slug/:id', '/api/auth/login']) {
      expect(text).toContain(`route="${route}"`)
    }
    expect(
      valueOf(text, 'tenon_http_requests_total{method="GET",route="/api/:slug/:id",status="2xx"}'),
    ).toBeGreaterThan(0)
    expect(
      valueOf(
        text,
        'tenon_http_request_duration_seconds_count{method="GET",route="/api/:slug/:id",status="2xx"}',
      ),
    ).toBeGreaterThan(0)
    expect(text).not.toMatch(/acme|northwind|@|companies|[0-9a-f]{8}-[0-9a-f]{4}-/)
  })

  it('counts refused attempts to sign in', async () => {
    const before = valueOf(await scrape(), 'tenon_sign_in_failures_total')
    const wrong = { email: 'nobody@acme.test', password: 'not the password' }
    await app.request('acme', 'POST', '/api/auth/login', { body: wrong })
    await app.request('localhost', 'POST', '/api/auth/login', { body: wrong })
    await app.request('acme', 'POST', '/api/auth/login', { body: { email: 1 } })

    expect(valueOf(await scrape(), 'tenon_sign_in_failures_total')).toBe(before + 2)
  })

  it('shows the pools', async () => {
    const text = await scrape()

    for (const pool of ['app', 'system']) {
      for (const state of ['idle', 'open', 'waiting']) {
        expect(
          valueOf(text, `tenon_pool_connections{pool="${pool}",state="${state}"}`),
        ).toBeGreaterThanOrEqual(0)
      }
    }
  })

  it('shows the queues, apart from jobs of modules that are off', async () => {
    const jobs = [
      ['known:wait', 'queued', 90],
      ['known:stop', 'failed', 500],
      ['parked:wait', 'queued', 900],
    ] as const
    await app.sql(`update tenants set modules = '{"parked": false}' where slug = 'acme'`)
    for (const [kind, state, seconds] of jobs) {
      await app.sql(
        `insert into jobs (tenant_id, id, kind, state, run_after)
          values ($1, gen_random_uuid(), $2, $3, now() - make_interval(secs => $4))`,
        [app.tenantId('acme'), kind, state, seconds],
      )
    }
    await app.sql(
      `insert into mails (tenant_id, id, to_address, subject, due_at)
        values ($1, gen_random_uuid(), 'x@example.test', 'x', now() + interval '1 day')`,
      [app.tenantId('acme')],
    )
    const figures = await queueReader()()

    expect(figures).toMatchObject({ jobs: { failed: 1, queued: 2 }, mails: 1 })
    expect(figures?.oldestJobSeconds).toBeGreaterThan(89)
    expect(figures?.oldestJobSeconds).toBeLessThan(400)
  })

  it('asks the database once in five seconds', async () => {
    let now = 0
    const read = queueReader(() => now)
    const first = await read()
    await app.sql(`delete from jobs where kind = 'known:stop'`)
    now = 4_999
    const kept = await read()
    now = 5_000
    const fresh = await read()

    expect(kept).toBe(first)
    expect(fresh?.jobs.failed).toBe(0)
  })
})

describe('the token of the metrics', () => {
  async function ask(token: string | undefined, headers: Record<string, string>): Promise<number> {
    const app = express()
    const metrics = {
      contentType: 'text/plain',
      count: () => undefined,
      text: () => Promise.resolve('figures'),
    }
    app.get('/metrics', metricsRoute(metrics, token))
    const server = createServer(app).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers })
    await response.text()
    server.close()

    return response.status
  }

  it.each([
    ['with the token', TOKEN, { ...FORWARDED, authorization: `Bearer ${TOKEN}` }, 200],
    ['from this machine without it', TOKEN, {}, 200],
    ['with another one', TOKEN, { ...FORWARDED, authorization: `Bearer ${TOKEN}x` }, 404],
    ['with a part of it', TOKEN, { ...FORWARDED, authorization: `Bearer ${TOKEN.slice(1)}` }, 404],
    ['without one', TOKEN, FORWARDED, 404],
    ['with any where none is set', undefined, { ...FORWARDED, authorization: 'Bearer x' }, 404],
  ])('answers %s by %s', async (_how, token, headers: Record<string, string>, status) => {
    expect(await ask(token, headers)).toBe(status)
  })
})
