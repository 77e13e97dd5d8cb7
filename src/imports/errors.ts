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
  DIFFERENCES_NONE: {
    message: () => 'This import has had no dry run. Start one to see what it would change.',
    status: 409,
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
    message: () => 'The file holds no header row. Its first row must name the columns.',
    status: 400,
  },
  FILE_GONE: {
    message: () => 'The file of this import is no longer kept. Upload it again.',
    status: 410,
  },
  FILE_TOO_LARGE: {
    message: ({ limit }: { limit: number }) =>
      `The file is larger than ${limit / 1024 / 1024} MB. Split it, or import it with the command line.`,
    status: 413,
  },
  FILE_UNREADABLE: {
    message: ({ reason }: { reason: string }) => `The file cannot be read: ${reason}`,
    status: 400,
  },
  FORBIDDEN: {
    message: ({ collection }: { collection: string }) =>
      `Your role does not allow you to import ${collection}.`,
    status: 403,
  },
  FORMAT_UNKNOWN: {
    message: ({ found }: { found: string }) =>
      `The file is ${found}. Save the table as .xlsx or .csv and try again.`,
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
  NOT_FOUND: { message: () => 'There is no such import.', status: 404 },
  NOTHING_MAPPED: {
    message: ({ collection, columns }: { collection: string; columns: readonly string[] }) =>
      `None of the columns (${columns.join(', ')}) could be matched to a field of "${collection}". Pass a map.`,
    status: 400,
  },
  QUOTE_NOT_CLOSED: {
    message: ({ line }: { line: number }) =>
      `A value that starts with a quote never ends; the file was read to line ${line}. Close the quote or double it.`,
    status: 400,
  },
  RECIPE_NAME: {
    message: () => 'The name of a recipe has 1 to 100 characters.',
    status: 400,
  },
  RECIPE_UNKNOWN: {
    message: ({ recipe }: { recipe: string }) =>
      `There is no recipe "${recipe}" for this collection.`,
    status: 404,
  },
  ROW_TOO_LONG: {
    message: ({ limit, line }: { limit: number; line: number }) =>
      `Near line ${line} stands a value or a row of more than ${limit} characters. Is a quote missing?`,
    status: 400,
  },
  RUNNING: {
    message: () => 'This import is running. Wait until it ends, or cancel it.',
    status: 409,
  },
  SHEET_UNKNOWN: {
    message: ({ known, sheet }: { known: readonly string[]; sheet: string }) =>
      `The workbook has no sheet "${sheet}". It has: ${known.join(', ')}.`,
    status: 400,
  },
  STARTED: {
    message: () => 'This import has been started already. Upload the file again to repeat it.',
    status: 409,
  },
  TOO_MANY_COLUMNS: {
    message: ({ limit }: { limit: number }) => `The file has more than ${limit} columns.`,
    status: 400,
  },
  XLSX_BROKEN: {
    message: ({ reason }: { reason: string }) => `The workbook cannot be read: ${reason}.`,
    status: 400,
  },
  XLSX_TOO_LARGE: {
    message: ({ reason }: { reason: string }) =>
      `The workbook ${reason}. Save the sheet as .csv and import that.`,
    status: 400,
  },
})
