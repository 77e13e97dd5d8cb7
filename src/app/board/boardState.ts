import type { Board, BoardCard, BoardColumn, ColumnTotals } from '../../screens/index.ts'

type Fresh = {
  cards: readonly BoardCard[]
  titles: Board['titles']
  totals: Readonly<Record<string, ColumnTotals>>
}

/** The card with an id and where it stands, among the cards that are loaded. */
export function findCard(
  board: Board,
  id: string,
): { card: BoardCard; column: BoardColumn; index: number } | undefined {
  for (const column of board.columns) {
    const index = column.cards.findIndex((card) => card.id === id)
    const card = column.cards[index]
    if (card !== undefined) {
      return { card, column, index }
    }
  }

  return undefined
}

/** True where a card may go to a column from where it stands. */
export function mayGo(column: Pick<BoardColumn, 'from' | 'id'>, from: string): boolean {
  return column.id === from || column.from === null || column.from.includes(from)
}

/**
 * The board with a card in the column that it names, at a place counted from its top, and with totals that
 * follow: `was` is the card as the totals still count it.
 */
export function placeCard(
  board: Board,
  card: BoardCard,
  { index = 0, was }: { index?: number; was?: BoardCard },
): Board {
  const columns = board.columns.map((column) => {
    const others = column.cards.filter(({ id }) => id !== card.id)
    const isTarget = column.id === card.column
    const cards = isTarget && column.isOpen ? others.toSpliced(index, 0, card) : others
    const left = was?.column === column.id ? countCard(column, was, -1) : column

    return {
      ...column,
      ...(isTarget ? countCard({ ...column, ...totalsOf(left) }, card, 1) : totalsOf(left)),
      cards,
    }
  })

  return { ...board, columns }
}

/** The board with some of its cards as they were read anew; a card that was not found is gone. */
export function mergeFresh(
  board: Board,
  fresh: Fresh,
  ids: readonly string[],
  pending: ReadonlySet<string>,
): Board {
  const known = new Map(fresh.cards.map((card) => [card.id, card]))
  const settled = ids.filter((id) => !pending.has(id))
  const columns = board.columns.map((column) => {
    let cards = [...column.cards]
    for (const id of settled) {
      const card = known.get(id)
      const at = cards.findIndex((one) => one.id === id)
      const old = cards[at]
      if (card?.column === column.id && old?.date === card.date && at >= 0) {
        cards[at] = card
      } else {
        cards = at < 0 ? cards : cards.toSpliced(at, 1)
        if (card?.column === column.id && column.isOpen) {
          cards = insertCard(cards, card, column)
        }
      }
    }

    return { ...column, ...(pending.size === 0 ? fresh.totals[column.id] : {}), cards }
  })

  return { ...board, columns, titles: mergeTitles(board.titles, fresh.titles) }
}

/** The board with further cards at the end of a column. */
export function appendCards(
  board: Board,
  columnId: string,
  more: { cards: readonly BoardCard[]; next: null | string; titles: Board['titles'] },
): Board {
  return {
    ...board,
    columns: board.columns.map((column) => {
      if (column.id !== columnId) {
        return column
      }
      const known = new Set(column.cards.map(({ id }) => id))

      return {
        ...column,
        cards: [...column.cards, ...more.cards.filter(({ id }) => !known.has(id))],
        isOpen: true,
        next: more.next,
      }
    }),
    titles: mergeTitles(board.titles, more.titles),
  }
}

/** The board with a column shut, its cards let go. */
export function shutColumn(board: Board, columnId: string): Board {
  return {
    ...board,
    columns: board.columns.map((column) =>
      column.id === columnId ? { ...column, cards: [], isOpen: false, next: null } : column,
    ),
  }
}

/** What all columns come to; sums only of those whose sales are still open. */
export function boardTotals({ columns }: Board): ColumnTotals {
  const open = columns.filter(({ kind }) => kind === 'open' || kind === null)
  const add = (of: (column: BoardColumn) => null | number) =>
    open.every((column) => of(column) === null)
      ? null
      : open.reduce((total, column) => total + (of(column) ?? 0), 0)

  return {
    count: open.reduce((total, { count }) => total + count, 0),
    sum: add(({ sum }) => sum),
    weighted: add(({ weighted }) => weighted),
  }
}

function totalsOf({ count, sum, weighted }: ColumnTotals): ColumnTotals {
  return { count, sum, weighted }
}

function countCard(column: BoardColumn, card: BoardCard, sign: -1 | 1): BoardColumn {
  const sum = column.sum === null ? null : column.sum + sign * (card.base ?? 0)

  return {
    ...column,
    count: Math.max(0, column.count + sign),
    sum,
    weighted:
      sum === null || column.probability === null
        ? null
        : Math.round((sum * column.probability) / 100),
  }
}

/** Where the order of the column puts it; left out where that is behind what is loaded. */
function insertCard(
  cards: readonly BoardCard[],
  card: BoardCard,
  { kind, next }: BoardColumn,
): BoardCard[] {
  const falls = kind === 'lost' || kind === 'won'
  const comesBefore = (one: BoardCard, other: BoardCard) => {
    if (one.date === other.date) {
      return falls ? one.id > other.id : one.id < other.id
    }
    if (one.date === null || other.date === null) {
      return other.date === null
    }

    return falls ? one.date > other.date : one.date < other.date
  }
  const at = cards.findIndex((one) => comesBefore(card, one))
  const isBehind = at < 0 && next !== null

  return isBehind ? [...cards] : cards.toSpliced(at < 0 ? cards.length : at, 0, card)
}

function mergeTitles(one: Board['titles'], other: Board['titles']): Board['titles'] {
  const slugs = [...new Set([...Object.keys(one), ...Object.keys(other)])]

  return Object.fromEntries(slugs.map((slug) => [slug, { ...one[slug], ...other[slug] }]))
}
