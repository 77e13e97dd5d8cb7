import type { ExportCell } from '../types.ts'

/** Rows a sheet can hold, with its header. */
export const SHEET_ROWS = 1_048_576

/** Characters a cell can hold; what is longer is cut. */
export const CELL_CHARACTERS = 32_767

const EPOCH = Date.UTC(1899, 11, 30)
const FIRST = Date.UTC(1900, 2, 1)
const DAY = 86_400_000
// Everything XML 1.0 does not know, half surrogate pairs among it.
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const ESCAPE_LIKE = /_x[0-9A-Fa-f]{4}_/g
const ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
}

/** One row of a sheet as XML: typed cells and no formula. */
export function xlsxRow(cells: readonly ExportCell[]): string {
  return `<row>${cells.map(cellXml).join('')}</row>`
}

/** A text as it may stand in XML; characters that XML cannot hold are left out. */
export function xmlText(text: string): string {
  return text.replace(ILLEGAL, '').replace(/["&<>\r]/g, (sign) => ENTITIES[sign] ?? '')
}

function cellXml(cell: ExportCell): string {
  if (cell === null) {
    return '<c/>'
  }
  switch (cell.kind) {
    case 'boolean':
      return `<c t="b"><v>${cell.value ? 1 : 0}</v></c>`
    case 'date':
      return momentXml(Date.parse(`${cell.value}T00:00:00Z`), 1, cell.value)
    case 'instant':
      return momentXml(Date.parse(cell.value), 2, cell.value)
    case 'number':
      return `<c><v>${cell.value}</v></c>`
    case 'text':
      return textXml(cell.value)
  }
}

// Before March 1900 the calendars of spreadsheets differ by a day that never was.
function momentXml(moment: number, style: number, text: string): string {
  return moment >= FIRST ? `<c s="${style}"><v>${(moment - EPOCH) / DAY}</v></c>` : textXml(text)
}

function textXml(text: string): string {
  const whole = text.slice(0, CELL_CHARACTERS).replace(ESCAPE_LIKE, (match) => `_x005F${match}`)

  return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(whole)}</t></is></c>`
}
