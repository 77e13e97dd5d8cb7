import { sqlState } from '../../kernel/db/index.ts'
import { recordErrors } from '../errors.ts'
import type { CollectionModel } from '../types.ts'

/** Turns a constraint that PostgreSQL reports into the coded error a person can act on. */
export function mapWriteError(model: CollectionModel, error: unknown): unknown {
  const state = sqlState(error)
  if (state === undefined) {
    return error
  }
  const detail =
    error instanceof Error && 'detail' in error && typeof error.detail === 'string'
      ? error.detail
      : ''
  const field = fieldOf(model, error)
  // Class 22: a number beyond its range, a NUL, half a character, whatever a column cannot hold.
  switch (state.startsWith('22') ? '22' : state) {
    case '22':
    case '23514':
      return recordErrors.FIELD_INVALID(
        { field, reason: 'has a value that cannot be stored' },
        error,
      )
    // What PostgreSQL 18 reports for RESTRICT, where older ones said 23503.
    case '23001':
      return recordErrors.IN_USE({}, error)
    case '23502':
      return recordErrors.FIELD_REQUIRED({ field }, error)
    case '23503':
      return detail.includes('still referenced') || !detail.includes('is not present')
        ? recordErrors.IN_USE({}, error)
        : recordErrors.RELATION_MISSING({ field }, error)
    case '23505':
      return recordErrors.DUPLICATE({ field }, error)
    default:
      return error
  }
}

/**
 * The field a constraint guards, by the constraint's name: under row-level security PostgreSQL leaves
 * the key out of the detail.
 */
function fieldOf(model: CollectionModel, error: unknown): string {
  const { column, constraint } = error as { column?: unknown; constraint?: unknown }
  const named = typeof constraint === 'string' ? constraint.slice(model.table.length + 1) : ''
  const field = model.fields
    .filter((one) => one.column === column || named.startsWith(`${one.column}_`))
    .toSorted((one, other) => other.column.length - one.column.length)[0]

  return field?.path ?? model.slug
}
