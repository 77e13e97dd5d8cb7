import { defineErrors } from '../kernel/errors/index.ts'

/** Ways an import as a whole can be refused; faults of single rows are `RowFault`s. */
export const importsErrors = defineErrors('IMPORTS', {
  COLLECTION_UNKNOWN: {
    message: ({ collection, known }: { collection: string; known: readonly string[] }) =>
      `There is no collection "${collection}" to import into. Known: ${known.join(', ')}.`,
    status: 400,
  },
  COLUMN_UNKNOWN: {
    message: ({ column, known }: { column: string; known: readonly string[] }) =>
      `The map names a column "${column}" that the file does not have. It has: ${known.join(', ')}.`,
    status: 400,
  },
  CSV_BROKEN: {
    message: ({ line, reason }: { line: number; reason: string }) =>
      `The file cannot be read as CSV at line ${line}: ${reason}`,
    status: 400,
  },
  DRY_RUN_UNDONE: {
    message: () => 'What a dry run wrote was undone, as it should be.',
    status: 500,
  },
  FIELD_UNKNOWN: {
    message: ({ collection, field }: { collection: string; field: string }) =>
      `"${collection}" has no field "${field}" that an import can fill.`,
    status: 400,
  },
  FILE_EMPTY: {
    message: ({ file }: { file: string }) => `The file ${file} holds no header row.`,
    status: 400,
  },
  FILE_UNREADABLE: {
    message: ({ file, reason }: { file: string; reason: string }) =>
      `The file ${file} cannot be read: ${reason}`,
    status: 400,
  },
  KEY_NOT_MAPPED: {
    message: ({ key }: { key: string }) =>
      `No column of the file fills "${key}", so rows cannot be matched by it. Map a column to it or choose another key.`,
    status: 400,
  },
  MAP_INVALID: {
    message: ({ file, reason }: { file: string; reason: string }) =>
      `The map ${file} is not valid: ${reason}`,
    status: 400,
  },
  NOTHING_MAPPED: {
    message: ({ collection, columns }: { collection: string; columns: readonly string[] }) =>
      `None of the columns (${columns.join(', ')}) could be matched to a field of "${collection}". Pass a map.`,
    status: 400,
  },
})
