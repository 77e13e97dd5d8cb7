import { hiddenPaths, modelOf } from '../../collection/index.ts'
import { database } from '../../kernel/db/index.ts'
import { importsErrors } from '../errors.ts'
import { readPreviews } from '../store/rowPreviews.ts'
import type { RowOutcome, RowPreview } from '../types.ts'
import { findImport } from './findImport.ts'

/**
 * A page of what the last dry run of an import found, row by row, and the rows of each outcome; `near`
 * asks for the rows with a value that is close to something that exists. Throws
 * `IMPORTS_DIFFERENCES_NONE` before the first dry run.
 */
export async function listDifferences(args: {
  id: string
  limit: number
  outcome: 'near' | RowOutcome | null
  page: number
}): Promise<{ counts: Record<string, number>; rows: RowPreview[] }> {
  return database().transaction(async (transaction) => {
    const { collection, dryRunId } = await findImport(transaction, args.id)
    if (dryRunId === null) {
      throw importsErrors.DIFFERENCES_NONE({})
    }
    const found = await readPreviews(transaction, { ...args, jobId: dryRunId })
    const hidden = hiddenPaths(modelOf(collection))
    const rows = found.rows.map((row) => ({
      ...row,
      changes: row.changes.filter(({ field }) => !hidden.has(field)),
    }))

    return { ...found, rows }
  })
}
