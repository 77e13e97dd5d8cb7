import { defineErrors, isTenonError } from '../../kernel/errors/index.ts'
import type { RowFault } from '../types.ts'

const SHOWN = 200

/** What can be wrong with one row; the other rows go on. */
export const rowErrors = defineErrors('IMPORT_ROW', {
  AMBIGUOUS: {
    message: ({ count, value }: { column: string; count: number; field: string; value: string }) =>
      `"${value}" names ${count} records. Use a value that only one has.`,
    status: 400,
  },
  CELLS_MISSING: {
    message: ({ found, wanted }: { found: number; wanted: number }) =>
      `The row has ${found} cells, the header has ${wanted}.`,
    status: 400,
  },
  CELLS_TOO_MANY: {
    message: ({ found, wanted }: { found: number; wanted: number }) =>
      `The row has ${found} cells, the header only ${wanted}. A value with the delimiter in it needs quotes.`,
    status: 400,
  },
  INTERNAL: {
    message: () => 'The row could not be written for an internal reason; the log has the details.',
    status: 500,
  },
  NOT_BOOLEAN: {
    message: ({ value }: { column: string; field: string; value: string }) =>
      `"${value}" is neither yes nor no.`,
    status: 400,
  },
  NOT_CHOICE: {
    message: ({
      options,
      value,
    }: {
      column: string
      field: string
      options: readonly string[]
      value: string
    }) => `"${value}" is none of ${options.join(', ')}.`,
    status: 400,
  },
  NOT_DATE: {
    message: ({ order, value }: { column: string; field: string; order: string; value: string }) =>
      `"${value}" is no date in the form of this column (${order}).`,
    status: 400,
  },
  NOT_YOURS: {
    message: ({ value }: { column: string; value: string }) =>
      `"${value}" belongs to a record that you may not change.`,
    status: 403,
  },
  NOT_NUMBER: {
    message: ({ value }: { column: string; field: string; value: string }) =>
      `"${value}" is no number in the form of this column.`,
    status: 400,
  },
  REFERENCE_MISSING: {
    message: ({
      collection,
      value,
    }: {
      collection: string
      column: string
      field: string
      value: string
    }) => `There is no record "${value}" in ${collection}.`,
    status: 400,
  },
  REFERENCE_REFUSED: {
    message: ({
      collection,
      reason,
      value,
    }: {
      collection: string
      column: string
      field: string
      reason: string
      value: string
    }) => `"${value}" could not be created in ${collection}: ${reason}`,
    status: 400,
  },
})

/** A value as a message shows it. */
export function shortened(value: string): string {
  return value.length > SHOWN ? `${value.slice(0, SHOWN).toWellFormed()}…` : value
}

/** A fault as the report of the import keeps it. */
export function toFault(error: unknown): RowFault {
  if (!isTenonError(error) || error.status >= 500) {
    return { code: 'IMPORT_ROW_INTERNAL', message: rowErrors.INTERNAL({}).message }
  }
  const column = error.data['column']

  return {
    code: error.code,
    message: error.message,
    ...(typeof column === 'string' ? { column } : {}),
    ...(error.field === undefined ? {} : { field: error.field }),
  }
}
