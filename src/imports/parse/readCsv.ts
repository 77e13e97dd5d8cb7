import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { CsvError, parse } from 'csv-parse'

import { importsErrors } from '../errors.ts'
import type { CsvFormat } from '../types.ts'
import { decode } from './decode.ts'
import { MAX_COLUMNS, MAX_RECORD_CHARACTERS } from './limits.ts'
import { nameHeaders } from './nameHeaders.ts'
import type { OpenedTable, TableRow } from './tableRow.ts'

/** Opens a CSV file and reads its header row; throws `IMPORTS_FILE_EMPTY` or `IMPORTS_CSV_BROKEN`. */
export async function openCsv(path: string, format: CsvFormat): Promise<OpenedTable> {
  const records = readRecords(path, format)
  const header = await records.next()
  if (header.done === true || header.value.every((cell) => cell.trim() === '')) {
    await records.return(undefined)
    throw importsErrors.FILE_EMPTY({})
  }
  if (header.value.length > MAX_COLUMNS) {
    await records.return(undefined)
    throw importsErrors.TOO_MANY_COLUMNS({ limit: MAX_COLUMNS })
  }

  return { headers: nameHeaders(header.value), rows: numberRows(records) }
}

async function* numberRows(records: AsyncGenerator<string[]>): AsyncGenerator<TableRow> {
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
    // Files that were put together from several sources end their lines in several ways.
    record_delimiter: ['\r\n', '\n', '\r'],
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
    throw error instanceof CsvError ? refusal(error, parser.info.lines) : error
  } finally {
    parser.destroy()
  }
}

function refusal(error: CsvError, line: number): Error {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return importsErrors.ROW_TOO_LONG({ limit: MAX_RECORD_CHARACTERS, line }, error)
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return importsErrors.QUOTE_NOT_CLOSED({ line }, error)
  }

  return importsErrors.CSV_BROKEN({ line, reason: error.message }, error)
}
