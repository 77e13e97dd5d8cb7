import { importsErrors } from '../../errors.ts'
import {
  MAX_CELL_CHARACTERS,
  MAX_COLUMNS,
  MAX_RECORD_CHARACTERS,
  MAX_SHEET_ROWS,
} from '../limits.ts'
import type { TableRow } from '../tableRow.ts'
import { textCollector } from './readSharedStrings.ts'
import { readXml } from './readXml.ts'
import { serialDate } from './serialDate.ts'

/** What the cells of a sheet lean on. */
export type SheetContext = {
  dateStyles: ReadonlySet<number>
  is1904: boolean
  strings: readonly string[]
}

/** The rows of a sheet that hold something, one after the other, with the numbers they have there. */
export async function* readSheet(
  chunks: AsyncIterable<Buffer>,
  context: SheetContext,
): AsyncGenerator<TableRow> {
  const reader = new SheetReader(context)
  const parts = readXml(chunks, reader)
  let part = await parts.next()
  while (part.done !== true) {
    yield* reader.take()
    part = await parts.next()
  }
}

class SheetReader {
  #cell: { column: number; style: number; type: string } | null = null
  #cells: string[] = []
  #characters = 0
  readonly #context: SheetContext
  #done: TableRow[] = []
  #inValue = false
  readonly #inline = textCollector()
  #row = 0
  #value = ''

  constructor(context: SheetContext) {
    this.#context = context
  }

  close(name: string): void {
    this.#inline.close(name)
    if (name === 'v') {
      this.#inValue = false
    } else if (name === 'c') {
      this.#endCell()
    } else if (name === 'row' && this.#cells.some((cell) => cell !== '')) {
      this.#done.push({ cells: this.#cells, row: this.#row })
    }
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#startRow(attributes['r'])
    } else if (name === 'c') {
      this.#startCell(attributes)
    } else if (name === 'v') {
      this.#inValue = this.#cell !== null
    } else if (this.#cell !== null) {
      this.#inline.open(name)
    }
  }

  take(): TableRow[] {
    const rows = this.#done
    this.#done = []

    return rows
  }

  text(text: string): void {
    if (this.#inValue) {
      this.#value += text
    } else if (this.#cell?.type === 'inlineStr') {
      this.#inline.text(text)
    }
  }

  #startRow(reference: string | undefined): void {
    const row = reference === undefined ? this.#row + 1 : Number(reference)
    if (!Number.isInteger(row) || row <= this.#row) {
      throw importsErrors.XLSX_BROKEN({ reason: `its row ${this.#row + 1} is out of order` })
    }
    if (row > MAX_SHEET_ROWS) {
      throw importsErrors.XLSX_TOO_LARGE({ reason: `has more than ${MAX_SHEET_ROWS} rows` })
    }
    this.#row = row
    this.#cells = []
    this.#characters = 0
  }

  #startCell(attributes: Readonly<Record<string, string>>): void {
    const { r: reference, s: style, t: type } = attributes
    const column = reference === undefined ? this.#cells.length : columnOf(reference)
    if (column < this.#cells.length) {
      throw importsErrors.XLSX_BROKEN({ reason: `a cell of row ${this.#row} is out of order` })
    }
    if (column >= MAX_COLUMNS) {
      throw importsErrors.TOO_MANY_COLUMNS({ limit: MAX_COLUMNS })
    }
    this.#cell = { column, style: Number(style ?? 0), type: type ?? 'n' }
    this.#value = ''
  }

  #endCell(): void {
    const cell = this.#cell
    this.#cell = null
    const inline = this.#inline.take()
    if (cell === null) {
      return
    }
    const text = cell.type === 'inlineStr' ? inline : this.#textOf(cell, this.#value)
    this.#characters += text.length
    if (text.length > MAX_CELL_CHARACTERS || this.#characters > MAX_RECORD_CHARACTERS) {
      throw importsErrors.ROW_TOO_LONG({ limit: MAX_CELL_CHARACTERS, line: this.#row })
    }
    while (this.#cells.length < cell.column) {
      this.#cells.push('')
    }
    this.#cells.push(text)
  }

  #textOf(cell: { style: number; type: string }, value: string): string {
    switch (cell.type) {
      case 'b':
        return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE'
      case 's':
        return value === '' ? '' : this.#sharedText(Number(value))
      case 'n':
        return this.#numberText(cell.style, value.trim())
      default:
        // What a formula came to, an error such as #N/A, or an ISO date.
        return value
    }
  }

  #sharedText(place: number): string {
    const text = this.#context.strings[place]
    if (text === undefined) {
      throw importsErrors.XLSX_BROKEN({ reason: `row ${this.#row} refers to a text it lacks` })
    }

    return text
  }

  #numberText(style: number, value: string): string {
    const number = Number(value)
    if (value === '' || !Number.isFinite(number)) {
      return value
    }
    const { dateStyles, is1904 } = this.#context

    // String() takes off the digits that only binary fractions have.
    return (dateStyles.has(style) ? serialDate(number, is1904) : null) ?? String(number)
  }
}

function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference)?.[1]
  if (letters === undefined) {
    throw importsErrors.XLSX_BROKEN({ reason: 'a cell stands nowhere' })
  }

  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
