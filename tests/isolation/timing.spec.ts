import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createMember, createPlatformStaff } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

/** Milliseconds of many requests of one kind. */
type Times = readonly number[]

/** Two kinds of requests that the clock must not tell apart. */
type Pair = {
  a: () => Promise<unknown>
  b: () => Promise<unknown>
  /** Done before every request, outside of what is timed. */
  before?: () => Promise<unknown>
  rounds: number
}

const PASSWORD = 'correct horse battery staple'
/** A machine that is busy with other things may blur one measurement, never this many in a row. */
const TRIES = 4
const MOST_APART = 0.15

/** Both kinds by turns, each first as often as second, so that a drifting machine slows both alike. */
async function measure({ a, b, before, rounds }: Pair): Promise<[Times, Times]> {
  const times: [number[], number[]] = [[], []]
  for (const warmUp of [a, b]) {
    await before?.()
    await warmUp()
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      await before?.()
      const started = performance.now()
      await (side === 0 ? a() : b())
      times[side].push(performance.now() - started)
    }
  }

  return times
}

function quantile(times: Times, share: number): number {
  const sorted = times.toSorted((one, other) => one - other)

  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}

/** True when the medians are within 15 percent, or each lies within the other's middle half. */
function isAlike([a, b]: readonly [Times, Times]): boolean {
  const [one, other] = [quantile(a, 0.5), quantile(b, 0.5)]
  const isWithin = (median: number, times: Times) =>
    median >= quantile(times, 0.25) && median <= quantile(times, 0.75)

  return (
    Math.abs(one - other) <= MOST_APART * Math.max(one, other) ||
    (isWithin(one, b) && isWithin(other, a))
  )
}

/** What is alike is so in one of a few measurements; what differs by design differs in all of them. */
async function findDifference(pair: Pair): Promise<string | undefined> {
  let told = ''
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const times = await measure(pair)
    if (isAlike(times)) {
      return undefined
    }
    told += times.map((one) => `${quantile(one, 0.5).toFixed(2)} ms`).join(' against ') + '; '
  }

  return told
}

describe('the clock', () => {
  let app: TestApp
  let token: string
  let ids: Record<'companies' | 'deals', string>

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    token = (await app.signIn('acme', 'admin@acme.test')).token
    for (const [slug, email] of [
      ['acme', 'known@acme.test'],
      ['northwind', 'foreign@northwind.test'],
    ] as const) {
      const tenantId = app.tenantId(slug)
      await createMember({ email, name: 'Known', password: PASSWORD, roleKey: 'rep', tenantId })
    }
    await createPlatformStaff({ email: 'boss@platform.test', name: 'Boss', password: PASSWORD })
    const idOf = async (table: string) => {
      const [row] = await app.sql(`select id from ${table} where tenant_id = $1 limit 1`, [
        app.tenantId('northwind'),
      ])

      return String(row?.['id'])
    }
    ids = { companies: await idOf('companies'), deals: await idOf('deals') }
  })
  afterAll(async () => {
    await app.close()
  })

  const get = (path: string) => () => app.request('acme', 'GET', path, { token })

  /** One request with counters and mails wiped before it, outside of what is timed. */
  function post(host: string, path: string, bodyOf: () => unknown) {
    return async () => {
      const answer = await app.request(host, 'POST', path, { body: bodyOf() })
      expect([202, 400, 401]).toContain(answer.status)
    }
  }

  /** Limits would answer sooner. */
  async function before(): Promise<void> {
    await app.sql('delete from sign_in_attempts')
    await app.sql('delete from account_tokens')
    await app.sql('delete from account_mails')
  }

  const signIn = (host: string, email: string) =>
    post(host, '/api/auth/login', () => ({ email, password: 'not the password' }))
  const forgot = (host: string, email: string) =>
    post(host, '/api/auth/forgot-password', () => ({ email }))
  const find = (email: string) => () =>
    app.request('localhost', 'POST', '/find', {
      body: new URLSearchParams({ email }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

  it('sees two things apart that take different times', async () => {
    const wait = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms))

    expect(await findDifference({ a: wait(20), b: wait(40), rounds: 6 })).toBeDefined()
    expect(await findDifference({ a: wait(20), b: wait(20), rounds: 6 })).toBeUndefined()
  })

  it.each([
    ['acme', 'known@acme.test', 'nobody@acme.test'],
    ['acme', 'foreign@northwind.test', 'nobody@acme.test'],
    ['acme', 'known@acme.test', 'not an address'],
    ['localhost', 'boss@platform.test', 'nobody@platform.test'],
    ['localhost', 'known@acme.test', 'nobody@platform.test'],
  ])(
    'tells nobody on %s that there is %s, and not %s',
    async (host, known, unknown) => {
      const pair = { before, a: signIn(host, known), b: signIn(host, unknown), rounds: 10 }

      expect(await findDifference(pair)).toBeUndefined()
    },
    60_000,
  )

  it('tells nobody by the page of the bare host whether a person has tenants', async () => {
    const enter = (email: string) => () =>
      app.request('localhost', 'POST', '/login', {
        body: new URLSearchParams({ email, password: 'not the password' }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    const pair = { before, a: enter('known@acme.test'), b: enter('nobody@acme.test'), rounds: 10 }

    expect(await findDifference(pair)).toBeUndefined()
  }, 60_000)

  it.each([
    ['acme', 'known@acme.test', 'nobody@acme.test'],
    ['acme', 'known@acme.test', 'foreign@northwind.test'],
    ['localhost', 'boss@platform.test', 'nobody@platform.test'],
  ])(
    'tells nobody on %s who has forgotten a password: %s or %s',
    async (host, known, unknown) => {
      const pair = { before, a: forgot(host, known), b: forgot(host, unknown), rounds: 6 }

      expect(await findDifference(pair)).toBeUndefined()
    },
    60_000,
  )

  it('tells nobody whose tenants are asked for', async () => {
    const pair = { before, a: find('known@acme.test'), b: find('nobody@acme.test'), rounds: 6 }

    expect(await findDifference(pair)).toBeUndefined()
  }, 60_000)

  it.each(['companies', 'deals'] as const)(
    'does not tell a foreign record of %s from one that does not exist',
    async (slug) => {
      const missing = newId()
      for (const path of [
        (id: string) => `/api/${slug}/${id}`,
        (id: string) => `/api/${slug}?where[id][equals]=${id}`,
      ]) {
        const pair = { a: get(path(ids[slug])), b: get(path(missing)), rounds: 100 }

        expect(await findDifference(pair)).toBeUndefined()
      }
    },
    60_000,
  )

  it('does not tell a foreign record from a missing one by a refused write', async () => {
    const patch = (id: string) => () =>
      app.request('acme', 'PATCH', `/api/companies/${id}`, { body: { name: 'Taken' }, token })
    const pair = { a: patch(ids.companies), b: patch(newId()), rounds: 60 }

    expect(await findDifference(pair)).toBeUndefined()
  }, 60_000)

  it('does not tell a foreign link from one that was never sent', async () => {
    const reset = (host: string, secret: string) => () =>
      app.request(host, 'POST', '/api/auth/reset-password', {
        body: { password: PASSWORD, token: secret },
      })
    await app.request('northwind', 'POST', '/api/auth/forgot-password', {
      body: { email: 'foreign@northwind.test' },
    })
    const [mail] = await app.sql(
      `select body_text from account_mails where to_address = 'foreign@northwind.test'
        order by created_at desc limit 1`,
    )
    const foreign = /token=([\w-]{43})/.exec(String(mail?.['body_text']))?.[1] ?? 'x'.repeat(43)
    const pair = { a: reset('acme', foreign), b: reset('acme', 'y'.repeat(43)), rounds: 60 }

    expect(await findDifference(pair)).toBeUndefined()
  }, 60_000)
})
