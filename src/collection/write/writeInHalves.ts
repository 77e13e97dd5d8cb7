import type { Transaction } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import type { Change, WriteResult } from '../types.ts'

/**
 * Writes a batch of which single changes may be refused: the refused are found by halving, so that few bad
 * rows cost little and the others stay batches.
 */
export async function writeInHalves(
  changes: readonly Change[],
  transaction: Transaction,
  write: (changes: readonly Change[]) => Promise<WriteResult[]>,
): Promise<WriteResult[]> {
  const [only] = changes
  if (only === undefined) {
    return []
  }
  try {
    return await transaction.savepoint(() => write(changes))
  } catch (error) {
    if (!isRowFault(error)) {
      throw error
    }
    if (changes.length === 1) {
      return [{ error: error as Error, id: only.id, ok: false, op: only.op }]
    }
    const half = Math.ceil(changes.length / 2)

    return [
      ...(await writeInHalves(changes.slice(0, half), transaction, write)),
      ...(await writeInHalves(changes.slice(half), transaction, write)),
    ]
  }
}

/** True for faults of a row's own making; a lost connection must not be retried row by row. */
function isRowFault(error: unknown): boolean {
  return isTenonError(error) && error.status < 500
}
