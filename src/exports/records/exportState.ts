import type { JobCursor } from '../../jobs/index.ts'

/** A file that rows are written to: a sheet of a workbook, or all of another form. */
export type ExportPart = { bytes: number; rows: number }

/** Where an export stands: kept as the cursor of its job. */
export type ExportState = {
  /** Bytes of the list of ids; null until it is whole. */
  listed: number | null
  parts: readonly ExportPart[]
  /** Ids of the list that are done. */
  position: number
  /** Records written; fewer than ids where some were deleted meanwhile. */
  rows: number
}

const FRESH: ExportState = { listed: null, parts: [], position: 0, rows: 0 }

/** The state of an export that has not begun, or the one its cursor holds. */
export function exportState(cursor: JobCursor | null): ExportState {
  return { ...FRESH, ...cursor }
}
