import type { Change, WriteResult } from '../../collection/index.ts'
import {
  hiddenPaths,
  levelHere,
  modelOf,
  readOnlyPaths,
  recordErrors,
  valueAt,
  writeRecords,
} from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'

/** Writes changes of which single ones may be refused; where the scope names a person, as that person. */
export function writeAsPerson(
  transaction: Transaction,
  collection: string,
  changes: readonly Change[],
): Promise<WriteResult[]> {
  const mode = requireTenantScope().access === undefined ? 'trusted' : 'strict'

  return writeRecords({ changes, collection, mode, partial: true }, transaction)
}

/**
 * Writes records that rows refer to and nobody has. They carry fields that only the system sets, such
 * as the status of a placeholder, so the rights are asked here and the record store is told to trust.
 */
export async function writeMissing(
  transaction: Transaction,
  collection: string,
  changes: readonly Change[],
): Promise<WriteResult[]> {
  const model = modelOf(collection)
  const kept = [...hiddenPaths(model), ...readOnlyPaths(model)]
  const isRefused =
    levelHere(model, 'create') === 'none' ||
    changes.some((change) => 'data' in change && kept.some((path) => isSet(change.data, path)))
  if (isRefused) {
    const error = recordErrors.FORBIDDEN({ action: 'create' })

    return changes.map(({ id, op }) => ({ error, id, ok: false, op }))
  }

  return writeRecords({ changes, collection, partial: true }, transaction)
}

function isSet(data: Record<string, unknown>, path: string): boolean {
  return valueAt(data, path) !== undefined
}
