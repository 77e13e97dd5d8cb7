import type { Board, BoardCard, BoardColumn } from '../../screens/index.ts'

/** What a board is asked for, beside which columns are open. */
export type BoardQuery = {
  by?: string
  collection: string
  from?: string
  owner?: string
  pipeline?: string
  text: string
  to?: string
}

/** A card on its way into a column. */
export type Move = {
  card: BoardCard
  /** What is written beside the column. */
  values: Readonly<Record<string, unknown>>
  to: BoardColumn
}

/** What everything on a board shares. */
export type BoardContextValue = {
  board: Board
  collection: string
  language: string
  /** The column a card is being dragged from; null while none is. */
  lifted: null | string
  more: (columnId: string) => void
  /** Milliseconds since 1970 that ages are counted to. */
  now: number
  requestMove: (card: BoardCard, to: BoardColumn) => void
  toggleColumn: (column: BoardColumn) => void
}
