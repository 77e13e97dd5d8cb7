import { z } from 'zod'

import { readRecords } from '../../collection/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { boardInput } from './boardInput.ts'
import { boardWhere } from './boardWhere.ts'
import { makeCards } from './makeCards.ts'
import { openBoard } from './openBoard.ts'
import { readTotals } from './readTotals.ts'
import type { FreshCards } from './types.ts'

/** Some cards of a board as they stand now, without those that do not belong on it, and its totals. */
export const boardCardsScreen = defineScreen({
  input: boardInput.extend({ ids: z.array(z.uuid()).min(1).max(200) }),
  load: async (input, reader): Promise<FreshCards> => {
    const board = await openBoard(input, reader)
    const where = boardWhere(board, input, reader)
    const [{ docs }, totals] = await Promise.all([
      readRecords({
        collection: board.view.slug,
        limit: 0,
        where: { and: [{ id: { in: input.ids } }, where] },
      }),
      readTotals(board, where),
    ])
    const { cards, titles } = await makeCards(board, docs, reader)

    return {
      cards: cards.filter((card) => board.columns.some(({ id }) => id === card.column)),
      titles,
      totals: Object.fromEntries(totals),
    }
  },
  name: 'board-cards',
})
