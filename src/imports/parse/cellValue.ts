import { unguardFormula } from './formulaGuard.ts'

const EMPTY = new Set(['', '\\N', '\\n', '\\x', '#N/A'])

/** The text of a cell without outer blanks, or null for the ways files write "nothing". */
export function cellValue(cell: string | undefined): string | null {
  const text = unguardFormula((cell ?? '').replaceAll('\0', '').trim())

  return EMPTY.has(text) ? null : text
}
