import { z } from 'zod'

import { readTogether } from '../../collection/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { screenErrors } from '../errors.ts'
import { boardInput } from './boardInput.ts'
import { columnQuery } from './boardScreen.ts'
import { boardWhere } from './boardWhere.ts'
import { makeCards } from './makeCards.ts'
import { openBoard } from './openBoard.ts'
import type { MoreCards } from './types.ts'

const MORE_CARDS = 100

/** Further cards of one column of a board, behind a cursor or from its start. */
export const boardColumnScreen = defineScreen({
  input: boardInput.extend({
    after: z.string().max(4000).optional(),
    column: z.string().max(100),
  }),
  load: async (input, reader): Promise<MoreCards> => {
    const board = await openBoard(input, reader)
    const column = board.columns.find(({ id }) => id === input.column)
    if (column === undefined) {
      throw screenErrors.INPUT_INVALID({ field: 'column', reason: 'the board has no such column' })
    }
    const where = boardWhere(board, input, reader)
    const { pages } = await readTogether([
      columnQuery(board, {
        ...(input.after === undefined ? {} : { after: input.after }),
        column,
        limit: MORE_CARDS,
        where,
      }),
    ])
    const { cards, titles } = await makeCards(board, pages[0]?.docs ?? [], reader)

    return { cards, next: pages[0]?.nextCursor ?? null, titles }
  },
  name: 'board-column',
})
