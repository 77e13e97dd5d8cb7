import { csvLine } from '../formats/csvLine.ts'
import { SHEET_ROWS, xlsxRow } from '../formats/xlsxRow.ts'
import type { ExportCell, ExportColumn, ExportFormat, ExportRequest } from '../types.ts'

const BOM = '\uFEFF'

/** How a form writes its table. */
export type TableFormat = {
  extension: string
  /** What stands at the start of each part. */
  head: (columns: readonly ExportColumn[]) => string
  /** Rows after which another part begins, the head among them. */
  partRows: number
  row: (cells: readonly ExportCell[]) => string
}

/** The way a table of the given form is written; records as JSON are no table. */
export function tableFormat(
  request: ExportRequest,
  options: { locale: string; sheetRows?: number | undefined },
): TableFormat {
  const dates = { dates: request.dates ?? 'iso', locale: options.locale }
  if (request.format === 'xlsx') {
    return {
      extension: extensionOf('xlsx'),
      head: (columns) => xlsxRow(headerCells(columns)),
      partRows: options.sheetRows ?? SHEET_ROWS,
      row: xlsxRow,
    }
  }

  return {
    extension: extensionOf('csv'),
    head: (columns) => `${request.bom === true ? BOM : ''}${csvLine(headerCells(columns), dates)}`,
    partRows: Number.POSITIVE_INFINITY,
    row: (cells) => csvLine(cells, dates),
  }
}

/** How the file of a form is named. */
export function extensionOf(format: ExportFormat): string {
  return format === 'json' ? 'jsonl' : format
}

function headerCells(columns: readonly ExportColumn[]): ExportCell[] {
  return columns.map(({ header }) => ({ kind: 'text', value: header }))
}
