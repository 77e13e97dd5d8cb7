import type { Row, Statement } from '../../kernel/db/index.ts'
import { database, sqlState } from '../../kernel/db/index.ts'
import { recordErrors } from '../errors.ts'

/**
 * Runs read-only statements in one round trip; with `within`, in milliseconds, each that takes longer is stopped
 * and `RECORD_QUERY_SLOW` thrown.
 */
export async function readWithin(
  statements: readonly Statement[],
  within: number | undefined,
): Promise<Row[][]> {
  if (within === undefined) {
    return database().read(statements)
  }
  const limit = {
    text: "select set_config('statement_timeout', $1, true)",
    values: [String(within)],
  }
  try {
    const [, ...rows] = await database().read([limit, ...statements])

    return rows
  } catch (error) {
    throw sqlState(error) === '57014' ? recordErrors.QUERY_SLOW({ within }, error) : error
  }
}
