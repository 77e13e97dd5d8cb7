import { hasSemantic, isSemantic } from '../../fields/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { recordErrors } from '../errors.ts'
import type { FieldModel } from '../types.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const MAX_TEXT = 100_000

/**
 * Brings one value into the form it is stored in: text trimmed of NUL, e-mails lower-cased, dates as
 * `YYYY-MM-DD`, instants as ISO 8601, relations as ids. Throws `RECORD_FIELD_INVALID`.
 */
export function normaliseValue(field: FieldModel, value: unknown): unknown {
  const stored = storedValue(field, value)
  const { semantic } = field
  if (stored !== null && isSemantic(semantic) && !hasSemantic(semantic, stored)) {
    throw recordErrors.FIELD_INVALID({
      field: field.path,
      reason: `is not a valid ${semantic.replaceAll('-', ' ')}`,
    })
  }

  return stored
}

function storedValue(field: FieldModel, value: unknown): unknown {
  if (value === undefined || value === null || value === '') {
    return null
  }
  const refuse = (reason: string) => recordErrors.FIELD_INVALID({ field: field.path, reason })
  switch (field.kind) {
    case 'boolean':
      if (typeof value !== 'boolean') {
        throw refuse('must be true or false')
      }

      return value
    case 'choice':
      if (typeof value !== 'string' || field.options?.includes(value) === false) {
        throw refuse(`must be one of ${field.options?.join(', ') ?? ''}`)
      }

      return value
    case 'date':
      return calendarDate(value, refuse)
    case 'instant':
      return instant(value, refuse)
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
        throw refuse('must be a whole number')
      }

      return withinRange(field, value, refuse)
    case 'json':
      return value
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        throw refuse('must be a number')
      }

      return withinRange(field, value, refuse)
    case 'polymorphic':
      return polymorphic(value, refuse)
    case 'relation':
      return relation(value, refuse)
    case 'text':
      return textValue(field, value, refuse)
  }
}

type Refuse = (reason: string) => Error

function withinRange({ max, min }: FieldModel, value: number, refuse: Refuse): number {
  if (min !== undefined && value < min) {
    throw refuse(`must be at least ${min}`)
  }
  if (max !== undefined && value > max) {
    throw refuse(`must be at most ${max}`)
  }

  return value
}

function calendarDate(value: unknown, refuse: Refuse): string {
  const day = value instanceof Date ? value.toISOString().slice(0, 10) : String(value).slice(0, 10)
  const parsed = new Date(`${day}T00:00:00Z`)
  if (
    !DATE.test(day) ||
    Number.isNaN(parsed.getTime()) ||
    parsed.toISOString().slice(0, 10) !== day
  ) {
    throw refuse('must be a date as YYYY-MM-DD')
  }

  return day
}

function instant(value: unknown, refuse: Refuse): string {
  const moment =
    value instanceof Date || typeof value === 'string' ? new Date(value) : new Date(Number.NaN)
  if (Number.isNaN(moment.getTime())) {
    throw refuse('must be a date and time in ISO 8601')
  }

  return moment.toISOString()
}

function polymorphic(value: unknown, refuse: Refuse): unknown {
  const pair = value as { relationTo?: unknown; value?: unknown }
  const id = idOf(pair.value)
  if (typeof pair.relationTo !== 'string' || id === undefined) {
    throw refuse('must name a collection and a record')
  }

  return { relationTo: pair.relationTo, value: id }
}

function relation(value: unknown, refuse: Refuse): string {
  const id = idOf(value)
  if (id === undefined) {
    throw refuse('must be the id of a record')
  }

  return id
}

function idOf(value: unknown): string | undefined {
  const id = value !== null && typeof value === 'object' && 'id' in value ? value.id : value

  return isId(id) ? id.toLowerCase() : undefined
}

function textValue(field: FieldModel, value: unknown, refuse: Refuse): string {
  if (typeof value !== 'string') {
    throw refuse('must be text')
  }
  if (value.includes('\0')) {
    throw refuse('must not contain a NUL character')
  }
  if (value.length > (field.maxLength ?? MAX_TEXT)) {
    throw refuse(`must have at most ${field.maxLength ?? MAX_TEXT} characters`)
  }

  return field.lowerCase ? value.trim().toLowerCase() : value
}
