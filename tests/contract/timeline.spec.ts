import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { database, useDatabase } from '../../src/kernel/db/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Entry = {
  at: string
  change?: { changes: { field: string; from: unknown; to: unknown }[]; op: string }
  doc?: Record<string, unknown> & { id: string }
  id: string
  kind: string
}

type Page = {
  entries: Entry[]
  kinds: string[]
  next: null | string
  titles: Record<string, object>
}

describe('the timeline of a record', () => {
  let app: TestApp
  let token: string
  let deal: string

  beforeAll(async () => {
    app = await testApp()
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
    deal = await create('deals', { amount: 100, title: 'Timeline' })
  })
  afterAll(async () => {
    await app.close()
  })

  const create = async (slug: string, body: object) => {
    const answer = await app.request('acme', 'POST', `/api/${slug}`, { body, token })
    expect([slug, answer.status, answer.text]).toEqual([slug, 201, answer.text])

    return (answer.json as { doc: { id: string } }).doc.id
  }
  const change = (id: string, body: object) =>
    app.request('acme', 'PATCH', `/api/deals/${id}`, { body, token })
  const log = async (subject: string, startAt: string, further: object = {}) => {
    const activity = await create('activities', { startAt, subject, type: 'call', ...further })
    await create('activity-targets', { activity, target: { relationTo: 'deals', value: deal } })

    return activity
  }
  const ask = (input: object, asWhom = token, host = 'acme') =>
    app.request(
      host,
      'GET',
      `/api/screens/record-timeline?input=${encodeURIComponent(JSON.stringify({ collection: 'deals', id: deal, ...input }))}`,
      { token: asWhom },
    )
  const page = async (input: object = {}, asWhom = token) => {
    const answer = await ask(input, asWhom)
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, answer.text.slice(0, 200)])

    return answer.json as Page
  }

  it('holds changes, stage moves, activities and files, newest first', async () => {
    await change(deal, { amount: 200 })
    const stages = await app.request('acme', 'GET', '/api/stages?sort=order&limit=3', { token })
    const [, second] = (stages.json as { docs: { id: string }[] }).docs
    await change(deal, { stage: second?.id })
    await log('Past call', '2020-01-01T10:00:00.000Z')
    await log('Coming call', '2031-01-01T10:00:00.000Z')
    const uploaded = await app.request(
      'acme',
      'POST',
      `/api/attachments/upload?collection=deals&record=${deal}&name=offer.txt`,
      { body: 'An offer.', headers: { 'content-type': 'text/plain' }, token },
    )
    expect(uploaded.status).toBe(201)
    const { entries, kinds } = await page()

    expect(kinds).toEqual(['all', 'activities', 'tasks', 'notes', 'files', 'stages', 'changes'])
    expect(entries.map(({ doc, kind }) => [kind, doc?.['subject'] ?? doc?.['fileName']])).toEqual([
      ['activity', 'Coming call'],
      ['file', 'offer.txt'],
      ['stage', undefined],
      ['change', undefined],
      ['change', undefined],
      ['activity', 'Past call'],
    ])
    expect(entries[3]?.change?.changes).toContainEqual({ field: 'amount', from: 100, to: 200 })
    expect(entries[4]?.change?.op).toBe('create')
  })

  it.each([
    ['activities', ['activity', 'activity']],
    ['changes', ['stage', 'change', 'change']],
    ['files', ['file']],
    ['notes', []],
    ['stages', ['stage', 'change']],
  ])('is kept to %s', async (kind, kinds) => {
    const { entries } = await page({ kind })

    expect(entries.map((entry) => entry.kind)).toEqual(kinds)
  })

  it('gives every entry once, whatever the size of a page', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        // Several at the same instant: the place between them must not be lost.
        log(`Call ${String(at)}`, `2024-03-0${String(1 + (at % 3))}T09:00:00.000Z`),
      ),
    )
    const whole = await page({ limit: 100 })
    expect(whole.entries.length).toBe(18)
    for (const limit of [1, 4, 7]) {
      const found: string[] = []
      let next: null | string | undefined
      do {
        const part = await page({ limit, ...(typeof next === 'string' ? { after: next } : {}) })
        expect(part.entries.length).toBeLessThanOrEqual(limit)
        found.push(...part.entries.map(({ id }) => id))
        next = part.next
      } while (next !== null)
      expect(found).toEqual(whole.entries.map(({ id }) => id))
    }
  })

  it('reads a page in three round trips, whatever stands on it', async () => {
    const real = database()
    const trips: number[] = []
    useDatabase({
      ...real,
      read: (statements) => {
        trips.push(statements.length)

        return real.read(statements)
      },
    })
    try {
      await page({ limit: 100 })
    } finally {
      useDatabase(real)
    }
    // The record with its three sources, the activities, and the titles of what is named.
    expect(trips).toEqual([4, 1, expect.any(Number)])
  })

  it('refuses a place that belongs to no timeline', async () => {
    for (const after of ['x', Buffer.from('{"changes":"x"}').toString('base64url')]) {
      const answer = await ask({ after })
      expect(answer.status).toBe(400)
    }
  })

  it('leaves out activities in the trash, and those of others where the role reaches no further', async () => {
    const trashed = await log('Trashed', '2025-01-01T10:00:00.000Z')
    await app.request('acme', 'DELETE', `/api/activities/${trashed}`, { token })
    expect(JSON.stringify(await page({ limit: 100 }))).not.toContain('Trashed')

    const narrow = await narrowRep({ collections: { activities: { read: 'own' } } })
    const { entries } = await page({ kind: 'activities' }, narrow)
    expect(entries).toEqual([])
  })

  it('tells nothing of a field that is hidden from the reader', async () => {
    const narrow = await narrowRep({
      fields: { deals: { amount: 'hidden', amountBase: 'hidden' } },
    })
    const { entries } = await page({ kind: 'changes' }, narrow)

    expect(entries.map(({ change: one }) => one?.op)).toEqual(['update', 'create'])
    expect(JSON.stringify(entries)).not.toContain('amount"')
  })

  it('is there for those alone who may read the record', async () => {
    const narrow = await narrowRep({ collections: { deals: { read: 'own' } } })
    expect((await ask({}, narrow)).status).toBe(404)
    const northwind = await app.signIn('northwind', 'admin@northwind.test')
    expect((await ask({}, northwind.token, 'northwind')).status).toBe(404)
    expect((await ask({}, '')).status).toBe(401)
  })

  /** The rep with other rights than the role has by itself. */
  async function narrowRep(rights: {
    collections?: Record<string, object>
    fields?: object
  }): Promise<string> {
    const roles = await app.request('acme', 'GET', '/api/roles?where[key][equals]=rep', { token })
    const [role] = (roles.json as { docs: { id: string }[] }).docs
    const permissions = {
      actions: [],
      collections: { '*': { create: 'all', read: 'all', update: 'own' }, ...rights.collections },
      fields: rights.fields ?? {},
    }
    const changed = await app.request('acme', 'PATCH', `/api/roles/${role?.id ?? ''}`, {
      body: { permissions },
      token,
    })
    expect(changed.status).toBe(200)

    return (await app.signIn('acme', 'rep@acme.test', { fresh: true })).token
  }
})
