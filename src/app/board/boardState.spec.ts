import { describe, expect, it } from 'vitest'

import type { Board, BoardCard, BoardColumn } from '../../screens/index.ts'
import { appendCards, boardTotals, findCard, mayGo, mergeFresh, placeCard } from './boardState.ts'

const card = (id: string, column: string, more: Partial<BoardCard> = {}): BoardCard => ({
  amount: 100,
  base: 100,
  column,
  company: null,
  currency: 'EUR',
  date: null,
  enteredAt: null,
  id,
  next: null,
  owner: null,
  title: id,
  values: {},
  version: 1,
  ...more,
})

const column = (id: string, cards: BoardCard[], more: Partial<BoardColumn> = {}): BoardColumn => ({
  asks: [],
  cards,
  count: cards.length,
  from: null,
  id,
  isOpen: true,
  kind: 'open',
  next: null,
  probability: 50,
  requires: [],
  sum: cards.length * 100,
  title: id,
  weighted: cards.length * 50,
  ...more,
})

const board = (columns: BoardColumn[]): Board =>
  ({
    choices: [],
    columns,
    fields: [],
    mayMove: true,
    pipelines: [],
    titles: {},
  }) as unknown as Board

const totals = ({ columns }: Board) =>
  columns.map(({ cards, count, sum, weighted }) => [
    cards.map(({ id }) => id),
    count,
    sum,
    weighted,
  ])

describe('placeCard', () => {
  const [one, two] = [card('1', 'a'), card('2', 'a')]
  const start = board([column('a', [one, two]), column('b', [card('3', 'b')])])

  it('moves a card to the top of a column and takes its worth along', () => {
    const moved = placeCard(start, { ...two, column: 'b' }, { was: two })

    expect(totals(moved)).toEqual([
      [['1'], 1, 100, 50],
      [['2', '3'], 2, 200, 100],
    ])
  })

  it('puts it back where it was', () => {
    const gone = { ...one, column: 'b' }
    const moved = placeCard(start, gone, { was: one })

    expect(placeCard(moved, one, { index: 0, was: gone })).toEqual(start)
  })

  it('counts a card in a shut column without showing it', () => {
    const shut = board([column('a', [one]), column('w', [], { count: 7, isOpen: false, sum: 700 })])

    expect(totals(placeCard(shut, { ...one, column: 'w' }, { was: one }))).toEqual([
      [[], 0, 0, 0],
      [[], 8, 800, 400],
    ])
  })

  it('leaves sums out where the reader sees no amounts', () => {
    const blind = board([
      column('a', [one], { sum: null, weighted: null }),
      column('b', [], { sum: null, weighted: null }),
    ])

    expect(totals(placeCard(blind, { ...one, column: 'b' }, { was: one }))).toEqual([
      [[], 0, null, null],
      [['1'], 1, null, null],
    ])
  })
})

describe('mergeFresh', () => {
  const dated = (id: string, at: string, date: null | string) => card(id, at, { date })
  const start = board([
    column('a', [
      dated('1', 'a', '2026-01-01'),
      dated('3', 'a', '2026-03-01'),
      dated('9', 'a', null),
    ]),
    column('b', [], { next: null }),
  ])
  const fresh = (cards: BoardCard[]) => ({
    cards,
    titles: { users: { u: 'Uma' } },
    totals: { a: { count: 5, sum: 500, weighted: 250 }, b: { count: 6, sum: 600, weighted: 300 } },
  })
  const none = new Set<string>()

  it('puts a card where the order of its column wants it, and takes over the totals', () => {
    const merged = mergeFresh(start, fresh([dated('2', 'a', '2026-02-01')]), ['2'], none)

    expect(totals(merged)).toEqual([
      [['1', '2', '3', '9'], 5, 500, 250],
      [[], 6, 600, 300],
    ])
    expect(merged.titles).toEqual({ users: { u: 'Uma' } })
  })

  it('moves a card that stands elsewhere now, and takes away one that is gone', () => {
    const merged = mergeFresh(start, fresh([dated('1', 'b', '2026-01-01')]), ['1', '3'], none)

    expect(merged.columns.map(({ cards }) => cards.map(({ id }) => id))).toEqual([['9'], ['1']])
  })

  it('leaves a card alone that is on its way', () => {
    const merged = mergeFresh(start, fresh([dated('1', 'b', null)]), ['1'], new Set(['1']))

    expect(findCard(merged, '1')?.column.id).toBe('a')
    expect(merged.columns[0]?.count).toBe(3)
  })

  it('leaves out a card that lies behind what is loaded', () => {
    const cut = board([column('a', [dated('1', 'a', '2026-01-01')], { next: 'cursor' })])
    const merged = mergeFresh(cut, fresh([dated('2', 'a', '2026-02-01')]), ['2'], none)

    expect(merged.columns[0]?.cards.map(({ id }) => id)).toEqual(['1'])
  })
})

describe('the rest of a board', () => {
  it('appends what is new of further cards', () => {
    const start = board([column('a', [card('1', 'a')], { next: 'x' })])
    const more = appendCards(start, 'a', {
      cards: [card('1', 'a'), card('2', 'a')],
      next: null,
      titles: {},
    })

    expect(more.columns[0]?.cards.map(({ id }) => id)).toEqual(['1', '2'])
    expect(more.columns[0]?.next).toBeNull()
  })

  it('adds up open columns alone', () => {
    const start = board([
      column('a', [card('1', 'a')]),
      column('w', [card('2', 'w')], { kind: 'won' }),
    ])

    expect(boardTotals(start)).toEqual({ count: 1, sum: 100, weighted: 50 })
  })

  it('lets a card go only where its column may be come from', () => {
    expect(mayGo({ from: null, id: 'b' }, 'a')).toBe(true)
    expect(mayGo({ from: ['c'], id: 'b' }, 'a')).toBe(false)
    expect(mayGo({ from: [], id: 'b' }, 'b')).toBe(true)
  })
})
