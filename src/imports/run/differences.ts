import { isDeepStrictEqual } from 'node:util'

import type { CollectionModel, RecordDoc } from '../../collection/index.ts'
import { valueAt } from '../../collection/index.ts'
import type { PreparedRow, RowDifference } from '../types.ts'

const ALWAYS_NEW = new Set(['updatedAt', 'version'])

/** What a row changes in the record it updates, field by field. */
export function differencesOf(
  model: CollectionModel,
  before: RecordDoc,
  after: null | RecordDoc,
  row: PreparedRow,
): RowDifference[] {
  return model.fields
    .filter((field) => !ALWAYS_NEW.has(field.path))
    .map((field) => ({
      after: valueAt(after, field.path) ?? null,
      before: valueAt(before, field.path) ?? null,
      field: field.path,
      id: before.id,
      row: row.row,
    }))
    .filter((difference) => !isDeepStrictEqual(difference.before, difference.after))
}
