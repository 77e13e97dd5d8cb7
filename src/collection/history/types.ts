import type { ChangeOp } from '../../events/index.ts'

/** One field that a change has altered; relations are ids, their titles stand beside the page. */
export type FieldChange = { field: string; from: unknown; to: unknown }

/** One change of a record: who, when, what. */
export type HistoryEntry = {
  actor: { id: string | null; type: string }
  at: string
  batchId: string | null
  changes: readonly FieldChange[]
  id: string
  /** True when the values of this change were erased for good. */
  isErased: boolean
  op: ChangeOp
  version: number
}

/** A page of a record's history, newest first, with the titles of the records it names. */
export type HistoryPage = {
  docs: readonly HistoryEntry[]
  hasMore: boolean
  /** By id; only of records the reader may read. */
  titles: Readonly<Record<string, string>>
}
