import { identityErrors } from './errors.ts'

/** The row of a statement that always gives one. */
export function firstRow<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) {
    throw identityErrors.ROW_MISSING({})
  }

  return row
}
