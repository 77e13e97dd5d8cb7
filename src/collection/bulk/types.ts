import type { Change, RecordDoc, WhereTree } from '../types.ts'
import type { RowFault } from '../write/describeFault.ts'

/** What a bulk change may do with one record. */
export type BulkOp = Change['op']

/** One row of a bulk change as it was sent; checked when its turn comes. */
export type BulkOperation = Readonly<Record<string, unknown>>

/** What became of one row of a bulk change; `index` is its place in what was sent. */
export type BulkResult = { index: number } & (
  { doc?: RecordDoc; id: string; ok: true } | { error: RowFault; id?: string; ok: false }
)

/** One operation on every record that a condition meets. */
export type BulkSelection = {
  data?: Readonly<Record<string, unknown>>
  op: Exclude<BulkOp, 'create'>
  where: WhereTree
}
