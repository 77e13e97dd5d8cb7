import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { CsvError, parse } from 'csv-parse'

import { importsErrors } from '../errors.ts'
import type { CsvFormat } from '../types.ts'
import { decode } from './decode.ts'
import { nameHeaders } from './nameHeaders.ts'

const MAX_RECORD_CHARACTERS = 4_000_000

/** One row as the file has it; `row` counts as in a spreadsheet, the header being row 1. */
export type CsvRow = { cells: readonly string[]; row: number }

/** A file being read: its headers and a stream of its rows that never holds the whole file. */
export type OpenedCsv = { headers: readonly string[]; rows: AsyncGenerator<CsvRow> }

/** Opens a CSV file and reads its header row; throws `IMPORTS_FILE_EMPTY` or `IMPORTS_CSV_BROKEN`. */
export async function openCsv(path: string, format: CsvFormat): Promise<OpenedCsv> {
  const records = readRecords(path, format)
  const header = await records.next()
  if (header.done === true || header.value.every((cell) => cell.trim() === '')) {
    await records.return(undefined)
    throw importsErrors.FILE_EMPTY({ file: path })
  }

  return { headers: nameHeaders(header.value), rows: numberRows(records) }
}

async function* numberRows(records: AsyncGenerator<string[]>): AsyncGenerator<CsvRow> {
  let row = 1
  for await (const cells of records) {
    row += 1
    yield { cells, row }
  }
}

async function* readRecords(path: string, format: CsvFormat): AsyncGenerator<string[]> {
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    from_line: format.skipLines + 1,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    relax_quotes: true,
  })
  const feeding = pipeline(Readable.from(decode(path, format.encoding)), parser)
  // The reader of the parser hears of the same failure.
  feeding.catch(() => undefined)
  try {
    for await (const record of parser) {
      yield record as string[]
    }
    await feeding
  } catch (error) {
    throw error instanceof CsvError
      ? importsErrors.CSV_BROKEN({ line: parser.info.lines, reason: error.message }, error)
      : error
  } finally {
    parser.destroy()
  }
}
