/** What changed many records at once. */
export type BatchKind = 'bulk' | 'import' | 'undo'

/** How many records a batch has handled, by outcome. */
export type BatchCounts = Readonly<Record<string, number>>

/** `running` until it is closed; `stopped` when its job ended without closing it. */
export type BatchState = 'done' | 'running' | 'stopped'

/** A batch as the people of its tenant see it. */
export type BatchView = {
  actorId: string | null
  actorType: string
  closedAt: string | null
  counts: BatchCounts
  id: string
  kind: BatchKind
  label: string
  startedAt: string
  state: BatchState
  /** `none` also after an undo that has itself been undone, or that never ran to its end. */
  undone: 'done' | 'none' | 'running'
  /** The undo that took it back last, or null. */
  undoneBy: string | null
  /** The batch that this one takes back, or null. */
  undoes: string | null
}
