import type { ListRows } from '../../../screens/index.ts'

/** A record as the table holds it. */
export type GridDoc = ListRows['docs'][number]

/** A cell of the table. */
export type CellPlace = { id: string; path: string }

/** What two people have made of the same value. */
export type Conflict = {
  doc: GridDoc
  /** The version that the other change has left. */
  version: number
  mine: unknown
  path: string
  theirs: unknown
}
