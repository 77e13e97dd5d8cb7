import { z } from 'zod'

import type { RecordQuery, WhereTree } from '../../collection/index.ts'
import { readTogether } from '../../collection/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { boardInput } from './boardInput.ts'
import { boardWhere, columnWhere } from './boardWhere.ts'
import { makeCards } from './makeCards.ts'
import type { OpenBoard } from './openBoard.ts'
import { openBoard } from './openBoard.ts'
import { readTotals } from './readTotals.ts'
import type { Board, ColumnFacts, ColumnTotals } from './types.ts'

const FIRST_CARDS = 50
const MOST_CARDS = 500

/** A board: its columns with their first cards, what they come to, and what may be done with them. */
export const boardScreen = defineScreen({
  input: boardInput.extend({
    /** Ids of the closed columns whose cards are wanted, too. */
    open: z.array(z.string().max(100)).max(20).default([]),
    /** How many cards of each column. */
    shown: z.number().int().min(1).max(MOST_CARDS).default(FIRST_CARDS),
  }),
  load: async (input, reader): Promise<Board> => {
    const board = await openBoard(input, reader)
    const where = boardWhere(board, input, reader)
    const isOpen = ({ id, kind }: ColumnFacts) =>
      (kind !== 'won' && kind !== 'lost') || input.open.includes(id)
    const open = board.columns.filter(isOpen)
    const [{ pages }, totals] = await Promise.all([
      readTogether(open.map((column) => columnQuery(board, { column, limit: input.shown, where }))),
      readTotals(board, where),
    ])
    const { cards, titles } = await makeCards(
      board,
      pages.flatMap(({ docs }) => docs),
      reader,
    )
    const pageOf = new Map(open.map(({ id }, at) => [id, pages[at]]))
    const none: ColumnTotals = { count: 0, sum: null, weighted: null }

    return {
      choices: board.choices,
      columns: board.columns.map((column) => ({
        ...column,
        ...(totals.get(column.id) ?? none),
        cards: cards.filter((card) => isOpen(column) && card.column === column.id),
        isOpen: isOpen(column),
        next: pageOf.get(column.id)?.nextCursor ?? null,
      })),
      fields: board.view.fields.filter(({ path }) =>
        board.columns.some(({ asks }) => asks.includes(path)),
      ),
      mayCreate: board.view.may.create !== 'none',
      mayMove: mayMove(board),
      pipeline: board.pipeline,
      pipelines: board.pipelines,
      shape: board.shape,
      titles,
    }
  },
  name: 'board',
})

/** The query of one column's cards; the same for every page of it. */
export function columnQuery(
  board: OpenBoard,
  asked: {
    after?: string
    column: Pick<ColumnFacts, 'id' | 'kind'>
    limit: number
    where: WhereTree
  },
): RecordQuery {
  const { after, column, limit, where } = asked
  const isClosed = column.kind === 'won' || column.kind === 'lost'
  const { date } = board.shape

  return {
    ...(after === undefined ? {} : { after }),
    collection: board.view.slug,
    cursors: true,
    limit,
    sort: date === null ? board.view.defaultSort : `${isClosed ? '-' : ''}${date}`,
    where: columnWhere(board, where, column.id),
  }
}

function mayMove({ shape, view }: OpenBoard): boolean {
  const field = view.fields.find(({ path }) => path === shape.by)

  return view.may.update !== 'none' && field?.readOnly === false
}
