import type { CollectionModel, FieldModel } from '../../collection/index.ts'
import { putAt } from '../../collection/index.ts'
import { currencyOf } from '../detect/numbers.ts'
import { cellValue } from '../parse/cellValue.ts'
import type { TableRow } from '../parse/tableRow.ts'
import { nameIndex } from '../relations/nameIndex.ts'
import type { ColumnPlan, ImportPlan, PreparedRow, RowReference } from '../types.ts'
import { convertValue } from './convertValue.ts'
import { rowErrors, toFault } from './rowErrors.ts'

/** Reads a row by the plan; null when all its cells are blank. What is wrong stands in `faults`. */
export function prepareRow(
  model: CollectionModel,
  plan: ImportPlan,
  source: TableRow,
): PreparedRow | null {
  const values = plan.columns.map((_, index) => cellValue(source.cells[index]))
  if (source.cells.every((cell) => cell.trim() === '')) {
    return null
  }
  const row: PreparedRow = {
    data: {},
    external: null,
    faults: [],
    nearMisses: [],
    raw: source.cells,
    references: [],
    row: source.row,
  }
  checkLength(row, plan)
  const reading: Reading = { currency: currencyOfRow(model, plan, values), model, names: {}, row }
  plan.columns.forEach((column, index) => {
    const text = values[index] ?? null
    if (text !== null) {
      readCell(reading, column, column.values?.[text] ?? text)
    }
  })
  joinNames(reading)

  return row
}

type Reading = {
  currency: string
  model: CollectionModel
  names: Record<string, { first?: string; last?: string }>
  row: PreparedRow
}

function checkLength(row: PreparedRow, plan: ImportPlan): void {
  const found = row.raw.length
  const wanted = plan.columns.length
  if (found < wanted) {
    row.faults.push(toFault(rowErrors.CELLS_MISSING({ found, wanted })))
  } else if (row.raw.slice(wanted).some((cell) => cell.trim() !== '')) {
    row.faults.push(toFault(rowErrors.CELLS_TOO_MANY({ found, wanted })))
  }
}

function currencyOfRow(
  model: CollectionModel,
  plan: ImportPlan,
  values: readonly (string | null)[],
): string {
  const place = plan.columns.findIndex(
    (column) => column.target?.kind === 'field' && isCurrency(model, column.target.path),
  )
  const named = place < 0 ? null : (values[place] ?? null)

  return named === null ? plan.currency : (currencyOf(named.toUpperCase()) ?? plan.currency)
}

function isCurrency(model: CollectionModel, path: string): boolean {
  return model.byPath.get(path)?.semantic === 'currency'
}

function readCell(reading: Reading, column: ColumnPlan, text: string): void {
  const { row } = reading
  const { target } = column
  if (target === null) {
    return
  }
  if (target.kind === 'external') {
    row.external = text

    return
  }
  if (target.part === 'first' || target.part === 'last') {
    reading.names[target.path] = { ...reading.names[target.path], [target.part]: text }

    return
  }
  if (target.part === 'whole') {
    const cut = text.lastIndexOf(' ')
    putText(row, 'firstName', text.slice(0, Math.max(cut, 0)))
    putText(row, 'lastName', text.slice(cut + 1))

    return
  }
  const field = reading.model.byPath.get(target.path)
  if (field !== undefined) {
    readField(reading, column, field, text)
  }
}

function putText(row: PreparedRow, path: string, text: string): void {
  if (text !== '') {
    putAt(row.data, path, text)
  }
}

function readField(reading: Reading, column: ColumnPlan, field: FieldModel, text: string): void {
  const { currency, model, row } = reading
  if (field.kind === 'relation' && field.relationTo !== undefined) {
    row.references.push(referenceOf(column, field, field.relationTo, text))

    return
  }
  try {
    const value = convertValue({ column, currency, field, text })
    const inverted = column.target?.kind === 'field' && column.target.invert === true
    if (value !== null) {
      putAt(row.data, field.path, inverted ? value !== true : value)
    }
    if (field.semantic === 'money' && isCurrency(model, 'currency')) {
      putAt(row.data, 'currency', currency)
    }
  } catch (error) {
    row.faults.push(toFault(error))
    suggestChoice(reading, column, field, text)
  }
}

function suggestChoice(
  { model, row }: Reading,
  column: ColumnPlan,
  field: FieldModel,
  value: string,
): void {
  const suggestion = nameIndex(field.options ?? []).closest(value)
  if (suggestion !== undefined) {
    row.nearMisses.push({
      collection: model.slug,
      column: column.header,
      field: field.path,
      suggestion,
      value,
    })
  }
}

function referenceOf(
  column: ColumnPlan,
  field: FieldModel,
  relationTo: string,
  value: string,
): RowReference {
  return { column: column.header, path: field.path, relationTo, value }
}

function joinNames({ names, row }: Reading): void {
  for (const [path, { first, last }] of Object.entries(names)) {
    putText(row, path, [first, last].filter((part) => part !== undefined).join(' '))
  }
}
