import { guardFormula } from '../../imports/index.ts'
import type { ExportCell } from '../types.ts'

/** How dates and times of a CSV are written. */
export type CsvDates = { dates: 'iso' | 'locale'; locale: string }

/** One line of a CSV by RFC 4180; no text in it runs as a formula, and numbers stay numbers. */
export function csvLine(cells: readonly ExportCell[], dates: CsvDates): string {
  return `${cells.map((cell) => quote(cellText(cell, dates))).join(',')}\r\n`
}

function cellText(cell: ExportCell, { dates, locale }: CsvDates): string {
  if (cell === null) {
    return ''
  }
  switch (cell.kind) {
    case 'boolean':
      return String(cell.value)
    case 'date':
      return dates === 'iso' ? cell.value : dayText(cell.value, locale)
    case 'instant':
      return dates === 'iso' ? cell.value : dayText(cell.value, locale, 'short')
    case 'number':
      return cell.value
    case 'text':
      return guardFormula(cell.value)
  }
}

function dayText(value: string, locale: string, timeStyle?: 'short'): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeZone: 'UTC',
    ...(timeStyle === undefined ? {} : { timeStyle }),
  })

  return format.format(new Date(value))
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text
}
