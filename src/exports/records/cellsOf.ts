import type { RecordDoc } from '../../collection/index.ts'
import { modelOf, valueAt } from '../../collection/index.ts'
import { currencyExponent } from '../../fields/index.ts'
import type { ExportCell, ExportColumn } from '../types.ts'
import { isBase } from './columnsOf.ts'
import type { Related } from './readRelated.ts'
import { referenceOf } from './readRelated.ts'

/** What the cells of a row are made with, beside its record. */
export type CellContext = {
  columns: readonly ExportColumn[]
  /** The tenant's own currency. */
  currency: string
  locale: string
  related: Related
}

/** The cells of one record, in the order of the columns. */
export function cellsOf(doc: RecordDoc, context: CellContext): ExportCell[] {
  return context.columns.map((column) => cellOf(column, doc, context))
}

function cellOf(column: ExportColumn, doc: RecordDoc, context: CellContext): ExportCell {
  const value = valueAt(doc, column.path)
  if (value === null || value === undefined) {
    return null
  }
  switch (column.kind) {
    case 'boolean':
      return { kind: 'boolean', value: value === true }
    case 'currency':
      return text(column.path === 'currency' ? value : currencyOf(column, doc, context))
    case 'date':
      return { kind: 'date', value: stringOf(value) }
    case 'id':
    case 'json':
    case 'text':
      return text(value)
    case 'instant':
      return { kind: 'instant', value: new Date(stringOf(value)).toISOString() }
    case 'money':
      return number(value, currencyExponent(currencyOf(column, doc, context)))
    case 'number':
      return number(value, column.scale)
    case 'reference':
      return titleCell(column, doc, context)
    case 'referenceId':
      return text(referenceOf(column, doc)?.id ?? null)
  }
}

function text(value: unknown): ExportCell {
  return value === null ? null : { kind: 'text', value: stringOf(value) }
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

// Shifted as text: a division would turn 0.29 into 0.28999999999999998.
function number(value: unknown, scale: number): ExportCell {
  if (scale === 0 || typeof value !== 'number') {
    return { kind: 'number', value: stringOf(value) }
  }
  const digits = String(Math.abs(value)).padStart(scale + 1, '0')
  const whole = digits.slice(0, -scale)

  return { kind: 'number', value: `${value < 0 ? '-' : ''}${whole}.${digits.slice(-scale)}` }
}

/** The currency of an amount: the record's, else that of a record it belongs to, else the tenant's. */
function currencyOf(column: ExportColumn, doc: RecordDoc, context: CellContext): string {
  if (isBase(column.path)) {
    return context.currency
  }
  const own = doc['currency']
  if (typeof own === 'string') {
    return own
  }
  for (const relation of context.columns.filter(({ kind }) => kind === 'reference')) {
    const found = referenceOf(relation, doc)
    const owner = found && context.related.get(found.collection)?.get(found.id)
    if (typeof owner?.['currency'] === 'string' && relation.path !== 'product') {
      return owner['currency']
    }
  }

  return context.currency
}

function titleCell(column: ExportColumn, doc: RecordDoc, context: CellContext): ExportCell {
  const found = referenceOf(column, doc)
  const record = found && context.related.get(found.collection)?.get(found.id)
  if (found === undefined || record === undefined) {
    return null
  }
  const title = valueAt(record, modelOf(found.collection).title)

  return text(titleText(title, context.locale) ?? record.id)
}

/** A title is a text, or one per language. */
function titleText(title: unknown, locale: string): string | null {
  if (typeof title === 'string') {
    return title
  }
  if (title === null || typeof title !== 'object') {
    return null
  }
  const texts = title as Record<string, unknown>
  const found = texts[locale] ?? texts['en'] ?? Object.values(texts)[0]

  return typeof found === 'string' ? found : null
}
