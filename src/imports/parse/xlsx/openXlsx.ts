import { importsErrors } from '../../errors.ts'
import { nameHeaders } from '../nameHeaders.ts'
import type { OpenedTable, TableRow } from '../tableRow.ts'
import { openZip } from './openZip.ts'
import { readDateStyles } from './readDateStyles.ts'
import { readSharedStrings } from './readSharedStrings.ts'
import { readSheet } from './readSheet.ts'
import type { Workbook } from './readWorkbook.ts'
import { readWorkbook } from './readWorkbook.ts'

/** The names of the sheets of a workbook on disk, visible ones first. */
export async function listSheets(path: string): Promise<string[]> {
  const zip = await openZip(path)
  try {
    const { sheets } = await readWorkbook(zip)

    return sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden)).map(({ name }) => name)
  } finally {
    zip.close()
  }
}

/** Opens a sheet of a workbook; its first row with a value is the header. Throws `IMPORTS_SHEET_UNKNOWN`. */
export async function openXlsx(path: string, sheet: string): Promise<OpenedTable> {
  const rows = sheetRows(path, sheet)
  const header = await rows.next()
  if (header.done === true) {
    throw importsErrors.FILE_EMPTY({})
  }

  return { headers: nameHeaders(header.value.cells), rows: padded(rows, header.value.cells.length) }
}

// A sheet does not store the empty cells at the end of a row; a CSV file that lacks them is cut off.
async function* padded(rows: AsyncGenerator<TableRow>, width: number): AsyncGenerator<TableRow> {
  for await (const { cells, row } of rows) {
    const missing = Math.max(0, width - cells.length)
    yield { cells: missing === 0 ? cells : [...cells, ...Array<string>(missing).fill('')], row }
  }
}

async function* sheetRows(path: string, name: string): AsyncGenerator<TableRow> {
  const zip = await openZip(path)
  try {
    const workbook = await readWorkbook(zip)
    const { path: part } = findSheet(workbook, name)
    const dateStyles = await readDateStyles(zip)
    const strings = await readSharedStrings(zip)
    yield* readSheet(zip.read(part), { dateStyles, is1904: workbook.is1904, strings })
  } finally {
    zip.close()
  }
}

function findSheet({ sheets }: Workbook, name: string): Workbook['sheets'][number] {
  const found = sheets.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (found === undefined) {
    throw importsErrors.SHEET_UNKNOWN({ known: sheets.map((one) => one.name), sheet: name })
  }

  return found
}
