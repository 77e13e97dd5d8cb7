import type { Label } from '../../fields/index.ts'
import type { FieldView } from '../collections/types.ts'
import type { Titles } from '../records/types.ts'

/** Which fields of a collection its board is made of; null where there is none that the reader may see. */
export type BoardShape = {
  /** Path of the amount on a card. */
  amount: null | string
  /** Path of the amount in the tenant's currency, which columns add up. */
  base: null | string
  /** Path of the field whose values are the columns. */
  by: string
  /** Path of a related record that is named on a card. */
  company: null | string
  currency: null | string
  /** Path of a calendar date on a card, which cards stand in order of. */
  date: null | string
  /** Path of the instant since when a record stands in its column. */
  enteredAt: null | string
  kind: 'choice' | 'pipeline'
  owner: null | string
}

/** The next thing to be done about a record. */
export type NextActivity = { at: string; id: string; subject: string; type: string }

/** A record on a board. */
export type BoardCard = {
  amount: null | number
  base: null | number
  /** Id of the column it stands in. */
  column: string
  company: null | string
  currency: null | string
  date: null | string
  enteredAt: null | string
  id: string
  next: NextActivity | null
  owner: null | string
  title: string
  /** What the record holds in the fields that columns ask for. */
  values: Readonly<Record<string, unknown>>
  version: number
}

/** A column without its cards. */
export type ColumnFacts = {
  /** Paths of the fields that are asked for when a record comes in. */
  asks: readonly string[]
  /** Ids of the columns that records may come from; null: all. */
  from: null | readonly string[]
  /** A stage's id, or the value of a choice; empty for records without one. */
  id: string
  /** What a stage stands for; null for a choice. */
  kind: 'lost' | 'open' | 'won' | null
  /** In percent; null where there is none, or none to be seen. */
  probability: null | number
  /** Those among `asks` that must not be empty. */
  requires: readonly string[]
  title: Label | string
}

/** How many records a column has and what they come to, in the tenant's currency. */
export type ColumnTotals = {
  count: number
  /** Null where there is no amount, or none to be seen. */
  sum: null | number
  /** The sum times the probability of the column. */
  weighted: null | number
}

/** A column of a board with its first cards. */
export type BoardColumn = ColumnFacts &
  ColumnTotals & {
    cards: readonly BoardCard[]
    /** False for a closed column whose cards were not asked for. */
    isOpen: boolean
    /** Cursor of the cards behind these; null where there are none. */
    next: null | string
  }

/** A pipeline to choose. */
export type BoardPipeline = { id: string; key: string; title: Label | string }

/** A whole board as its reader sees it. */
export type Board = {
  columns: readonly BoardColumn[]
  /** The choices that the board could be by, when it is by a choice. */
  choices: readonly string[]
  /** The fields that columns may ask for. */
  fields: readonly FieldView[]
  /** True where the reader may make a new record. */
  mayCreate: boolean
  /** True where the reader may move records. */
  mayMove: boolean
  /** The pipeline shown; null for a board by a choice. */
  pipeline: BoardPipeline | null
  pipelines: readonly BoardPipeline[]
  shape: BoardShape
  titles: Titles
}

/** Cards read anew, with what columns come to now. */
export type FreshCards = {
  cards: readonly BoardCard[]
  titles: Titles
  totals: Readonly<Record<string, ColumnTotals>>
}

/** Further cards of one column. */
export type MoreCards = { cards: readonly BoardCard[]; next: null | string; titles: Titles }
