import type { FieldModel } from '../../collection/index.ts'
import { currencyExponent } from '../../fields/index.ts'
import { parseBoolean } from '../detect/booleans.ts'
import { parseDate } from '../detect/dates.ts'
import { parseNumber, parseScaled } from '../detect/numbers.ts'
import { parseUrl } from '../detect/texts.ts'
import { normaliseValue } from '../guess/words.ts'
import type { ColumnPlan } from '../types.ts'
import { rowErrors, shortened } from './rowErrors.ts'

const SCALES: Readonly<Record<string, number>> = { percent: 2, thousandths: 3 }

/** Reads the text of a cell as a value of the field; throws a row error that names the column. */
export function convertValue(args: {
  column: ColumnPlan
  /** Currency of the row, for amounts. */
  currency: string
  field: FieldModel
  text: string
}): unknown {
  const { column, field, text } = args
  const facts = { column: column.header, field: field.path, value: shortened(text) }
  switch (field.kind) {
    case 'boolean':
      return orThrow(parseBoolean(text), () => rowErrors.NOT_BOOLEAN(facts))
    case 'choice':
      return choose(field, text, facts)
    case 'date':
      return orThrow(parseDate(text, column.dateOrder ?? 'iso'), () =>
        rowErrors.NOT_DATE({ ...facts, order: column.dateOrder ?? 'iso' }),
      )
    case 'instant':
      return instant(column, text, facts)
    case 'integer':
      return orThrow(
        parseScaled(text, column.decimal ?? '.', exponentOf(field, args.currency)),
        () => rowErrors.NOT_NUMBER(facts),
      )
    case 'number':
      return orThrow(parseNumber(text, column.decimal ?? '.'), () => rowErrors.NOT_NUMBER(facts))
    case 'json':
    case 'polymorphic':
    case 'relation':
    case 'text':
      return field.semantic === 'url' ? parseUrl(text) : text
  }
}

type Facts = { column: string; field: string; value: string }

function orThrow<T>(value: T | null, error: () => Error): T {
  if (value === null) {
    throw error()
  }

  return value
}

function exponentOf(field: FieldModel, currency: string): number {
  return field.semantic === 'money'
    ? currencyExponent(currency)
    : (SCALES[field.semantic ?? ''] ?? 0)
}

function choose(field: FieldModel, text: string, facts: Facts): string {
  const options = field.options ?? []
  const wanted = normaliseValue(text)

  return orThrow(options.find((option) => normaliseValue(option) === wanted) ?? null, () =>
    rowErrors.NOT_CHOICE({ ...facts, options }),
  )
}

function instant(column: ColumnPlan, text: string, facts: Facts): string {
  const order = column.dateOrder ?? 'iso'
  const exact = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text) ? new Date(text) : undefined
  if (exact !== undefined && !Number.isNaN(exact.getTime())) {
    return exact.toISOString()
  }
  const day = orThrow(parseDate(text, order), () => rowErrors.NOT_DATE({ ...facts, order }))

  return `${day}T00:00:00.000Z`
}
