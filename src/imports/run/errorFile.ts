import { writeAt } from '../../files/index.ts'
import { guardFormula } from '../parse/formulaGuard.ts'
import type { StepReport } from './types.ts'

const FRONT = ['row', 'column', 'field', 'code', 'message']

/**
 * Writes the errors of a step behind those of the steps before and gives the new length. A step that
 * is done again writes over what it had written: the committed length says where it starts.
 */
export async function writeErrors(
  path: string,
  offset: number,
  headers: readonly string[],
  errors: StepReport['errors'],
): Promise<number> {
  if (errors.length === 0) {
    return offset
  }
  const lines = errors.map(({ error, raw }) =>
    csvLine([
      String(error.row),
      error.column ?? '',
      error.field ?? '',
      error.code,
      error.message,
      ...raw,
    ]),
  )
  const text = [...(offset === 0 ? [csvLine([...FRONT, ...headers])] : []), ...lines].join('')

  return writeAt(path, offset, text)
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(quote).join(',')}\r\n`
}

// A file of errors is opened in a spreadsheet: what a stranger wrote must not run there.
function quote(text: string): string {
  const cell = guardFormula(text)

  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
