import type { FileFormat } from '../types.ts'
import { openCsv } from './readCsv.ts'
import type { OpenedTable } from './tableRow.ts'
import { openXlsx } from './xlsx/openXlsx.ts'

/** Opens a file of either kind: its headers and a stream of its rows. */
export function openTable(path: string, format: FileFormat): Promise<OpenedTable> {
  return format.kind === 'xlsx' ? openXlsx(path, format.sheet) : openCsv(path, format)
}
