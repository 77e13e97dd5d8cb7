import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { invalidateTenantSessions } from '../../src/identity/index.ts'
import type { Board, BoardCard } from '../../src/screens/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Doc = Record<string, unknown> & { id: string }

const ALL = { create: 'all', delete: 'all', read: 'all', update: 'all' }

describe('the data of a board', () => {
  let app: TestApp
  let admin: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'warn' })
    ;({ token: admin } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const screen = (name: string, input: object, request: object = { token: admin }, host = 'acme') =>
    app.request(
      host,
      'GET',
      `/api/screens/${name}?input=${encodeURIComponent(JSON.stringify({ collection: 'deals', ...input }))}`,
      request,
    )
  const boardOf = async (input: object = {}, token = admin) => {
    const answer = await screen('board', input, { token })
    expect(answer.status).toBe(200)

    return answer.json as Board
  }
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await app.request('acme', method, path, {
      token: admin,
      ...(body === undefined ? {} : { body }),
    })
    expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300)

    return answer.json as {
      doc: Doc
      docs: Doc[]
      groups: { count: number; key: string; sum: number }[]
    }
  }
  const giveRole = async (permissions: object) => {
    const { token, userId } = await app.signIn('acme', 'rep@acme.test')
    const { doc } = await ask('POST', '/api/roles', {
      name: { en: `Role ${Math.random()}` },
      permissions: { actions: [], fields: {}, ...permissions },
    })
    await ask('PATCH', `/api/users/${userId}`, { role: doc.id })
    invalidateTenantSessions(app.tenantId('acme'))

    return { token, userId }
  }
  const cardsOf = ({ columns }: Board): BoardCard[] => columns.flatMap(({ cards }) => cards)

  it.each(['board', 'board-cards', 'board-column'])('refuses strangers: %s', async (name) => {
    expect((await screen(name, {}, {})).status).toBe(401)
  })

  it('has the stages of the pipeline as columns, with what the summary of the API says', async () => {
    const board = await boardOf()
    const { groups } = await ask('GET', '/api/deals/summary?by=stage&sum=amountBase')
    const totals = new Map(groups.map(({ count, key, sum }) => [key, [count, sum]]))

    expect(board.shape).toMatchObject({ base: 'amountBase', by: 'stage', kind: 'pipeline' })
    expect(board.columns.map(({ kind }) => kind)).toEqual([
      'open',
      'open',
      'open',
      'open',
      'won',
      'lost',
    ])
    for (const column of board.columns) {
      expect([column.count, column.sum]).toEqual(totals.get(column.id) ?? [0, 0])
      expect(column.weighted).toBe(
        Math.round(((column.sum ?? 0) * (column.probability ?? 0)) / 100),
      )
      expect(column.isOpen).toBe(column.kind === 'open')
      expect(column.cards).toHaveLength(column.isOpen ? column.count : 0)
    }
  })

  it('names the earliest open activity of a deal, and none that is done or a note', async () => {
    const { doc: deal } = await ask('POST', '/api/deals', {
      closeDate: '1999-01-01',
      title: 'Next',
    })
    const activity = async (data: object) => {
      const { doc } = await ask('POST', '/api/activities', data)
      await ask('POST', '/api/activity-targets', {
        activity: doc.id,
        target: { relationTo: 'deals', value: deal.id },
      })

      return doc.id
    }
    await activity({ done: true, dueAt: '2026-01-01T10:00:00Z', subject: 'Done', type: 'task' })
    await activity({ startAt: '2026-01-02T10:00:00Z', subject: 'Note', type: 'note' })
    await activity({ dueAt: '2026-03-01T10:00:00Z', subject: 'Later', type: 'task' })
    const next = await activity({ dueAt: '2026-02-01T10:00:00Z', subject: 'Next', type: 'call' })
    const card = cardsOf(await boardOf()).find(({ id }) => id === deal.id)

    expect(card?.next).toMatchObject({ id: next, subject: 'Next', type: 'call' })
  })

  it('goes on in a column without a gap or a double', async () => {
    const [column] = (await boardOf({ shown: 2 })).columns
    const more = await screen('board-column', { after: column?.next, column: column?.id })
    const all = (await boardOf()).columns[0]?.cards.map(({ id }) => id)
    const { cards } = more.json as { cards: BoardCard[] }

    expect([...(column?.cards ?? []), ...cards].map(({ id }) => id)).toEqual(all)
  })

  it('filters by owner, words and date, and counts what is left', async () => {
    const person = await app.signIn('acme', 'rep@acme.test')
    const mine = await boardOf({ owner: 'me' }, person.token)
    expect(cardsOf(mine).length).toBeGreaterThan(0)
    expect(cardsOf(mine).every(({ owner }) => owner === person.userId)).toBe(true)
    const named = await boardOf({ text: 'hydraulic press' })
    expect(cardsOf(named).every(({ title }) => /hydraulic press/i.test(title))).toBe(true)
    const soon = await boardOf({ from: '2026-12-01', to: '2026-12-31' })
    expect(cardsOf(soon).every(({ date }) => date?.startsWith('2026-12'))).toBe(true)
    for (const board of [mine, named, soon]) {
      for (const { cards, count, isOpen } of board.columns) {
        expect(isOpen ? cards.length : count).toBe(count)
      }
    }
  })

  it('shows several pipelines one at a time', async () => {
    const { doc: pipeline } = await ask('POST', '/api/pipelines', { name: { en: 'Renewals' } })
    await ask('POST', '/api/stages', { name: { en: 'Due' }, pipeline: pipeline.id })
    const board = await boardOf({ pipeline: pipeline['key'] })

    expect(board.pipelines).toHaveLength(2)
    expect(board.columns.map(({ title }) => title)).toEqual([{ en: 'Due' }])
    expect((await boardOf()).columns).toHaveLength(6)
  })

  it('is by a choice where there are no stages', async () => {
    const board = await boardOf({ collection: 'activities' })
    expect(board.shape).toMatchObject({ by: 'type', kind: 'choice' })
    expect(board.columns.map(({ id }) => id)).toEqual(['call', 'email', 'meeting', 'note', 'task'])
    const other = await boardOf({ by: 'priority', collection: 'activities' })
    expect(other.columns.map(({ id }) => id)).toEqual(['', 'high', 'low', 'normal'])
    expect((await screen('board', { by: 'subject', collection: 'activities' })).status).toBe(404)
    expect((await screen('board', { collection: 'exchange-rates' })).status).toBe(404)
  })

  it('tells nothing of amounts that are hidden, in no total and no card', async () => {
    const person = await giveRole({
      collections: { '*': ALL },
      fields: { deals: { amount: 'hidden', amountBase: 'hidden' } },
    })
    const board = await boardOf({}, person.token)

    expect(board.columns.every(({ sum, weighted }) => sum === null && weighted === null)).toBe(true)
    expect(cardsOf(board).every(({ amount, base }) => amount === null && base === null)).toBe(true)
    expect(board.fields.map(({ path }) => path)).not.toContain('amount')
    expect(cardsOf(board).some(({ values }) => 'amount' in values)).toBe(false)
  })

  it('has no columns by a stage that is hidden, and does not filter by a hidden owner', async () => {
    const person = await giveRole({
      collections: { '*': ALL },
      fields: { deals: { owner: 'hidden', stage: 'hidden' } },
    })
    const board = await boardOf({ owner: 'me' }, person.token)

    expect(board.shape).toMatchObject({ kind: 'choice', owner: null })
    expect(cardsOf(board).every(({ owner }) => owner === null)).toBe(true)
  })

  it('shows and counts the own deals alone to whom no others are shown', async () => {
    const person = await giveRole({ collections: { '*': ALL, deals: { ...ALL, read: 'own' } } })
    const board = await boardOf({}, person.token)
    const [foreign] = cardsOf(await boardOf()).filter(({ owner }) => owner !== person.userId)

    expect(cardsOf(board).every(({ owner }) => owner === person.userId)).toBe(true)
    expect(board.columns[0]?.count).toBe(board.columns[0]?.cards.length)
    const fresh = await screen('board-cards', { ids: [foreign?.id] }, { token: person.token })
    expect((fresh.json as { cards: unknown[] }).cards).toEqual([])
  })

  it('lets nobody move who may not change', async () => {
    const { token } = await app.signIn('acme', 'viewer@acme.test')

    expect((await boardOf({}, token)).mayMove).toBe(false)
    expect((await boardOf()).mayMove).toBe(true)
  })

  it('is refused to whom the collection is closed', async () => {
    const person = await giveRole({ collections: { '*': ALL, deals: {} } })

    expect((await screen('board', {}, { token: person.token })).status).toBe(403)
  })

  it('shows a tenant nothing of another', async () => {
    const { token } = await app.signIn('northwind', 'admin@northwind.test')
    const own = await boardOf()
    const ids = cardsOf(own).map(({ id }) => id)
    const there = await screen('board', { pipeline: own.pipeline?.id }, { token }, 'northwind')
    const cards = await screen('board-cards', { ids: ids.slice(0, 50) }, { token }, 'northwind')
    const column = await screen(
      'board-column',
      { column: own.columns[0]?.id },
      { token },
      'northwind',
    )

    expect(ids.filter((id) => there.text.includes(id))).toEqual([])
    expect((cards.json as { cards: unknown[] }).cards).toEqual([])
    expect(column.status).toBe(400)
  })

  it.each([
    [{ from: 'yesterday' }],
    [{ open: 'won' }],
    [{ shown: 100_000 }],
    [{ text: 'x'.repeat(300) }],
    [{ collection: 'nothing' }],
  ])('refuses what makes no sense: %j', async (input) => {
    expect((await screen('board', input)).status).toBeGreaterThanOrEqual(400)
    expect((await screen('board', input)).status).toBeLessThan(500)
  })
})
