import { createHash } from 'node:crypto'

import { isId } from '../../kernel/ids/index.ts'
import { recordErrors } from '../errors.ts'
import type { FieldModel } from '../types.ts'
import type { SortKey } from './sortKeys.ts'

/** What a cursor belongs to: it is refused for another collection, order or condition. */
export type CursorPlace = { collection: string; order: readonly SortKey[]; where?: unknown }

const MOST_CHARACTERS = 4000
const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})$/

/** A text that names a record's place in an order: the values it is sorted by, of which the id is the last. */
export function encodeCursor(place: CursorPlace, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([sealOf(place), ...values])).toString('base64url')
}

/** The values behind a cursor, in the order of the keys; throws `RECORD_CURSOR_INVALID`. */
export function decodeCursor(place: CursorPlace, cursor: string): readonly unknown[] {
  const [seal, ...values] = parse(cursor)
  const { order } = place
  if (
    seal !== sealOf(place) ||
    values.length !== order.length ||
    !order.every((key, at) => fits(key, values[at]))
  ) {
    throw recordErrors.CURSOR_INVALID({})
  }

  return values
}

/** True where the values of an order can stand in a cursor. */
export function canHaveCursor(order: readonly SortKey[]): boolean {
  return order.every(({ kind }) => kind !== 'json')
}

function parse(cursor: string): unknown[] {
  if (cursor.length <= MOST_CHARACTERS && /^[\w-]+$/.test(cursor)) {
    try {
      const value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown
      if (Array.isArray(value)) {
        return value
      }
    } catch {
      // Falls through: what cannot be read is refused like what fits nowhere.
    }
  }
  throw recordErrors.CURSOR_INVALID({})
}

// No secret: the values are bound and checked again, the seal only tells a mix-up.
function sealOf({ collection, order, where }: CursorPlace): string {
  const sort = order.map(({ descending, path }) => `${descending ? '-' : ''}${path}`)

  return createHash('sha256')
    .update(JSON.stringify([collection, sort, where ?? {}]))
    .digest('base64url')
    .slice(0, 12)
}

function fits(key: SortKey, value: unknown): boolean {
  return value === null ? key.nullable : hasKind(key.kind, value)
}

function hasKind(kind: FieldModel['kind'], value: unknown): boolean {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isSafeInteger(value)
    case 'json':
      return false
    case 'number':
      return typeof value === 'number'
    case 'polymorphic':
    case 'relation':
      return typeof value === 'string' && isId(value)
    default:
      return typeof value === 'string' && isText(kind, value)
  }
}

function isText(kind: FieldModel['kind'], value: string): boolean {
  switch (kind) {
    case 'date':
      return DATE.test(value) && isDay(value)
    case 'instant':
      return INSTANT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))
    default:
      // PostgreSQL takes no NUL in a text.
      return !value.includes('\0')
  }
}

function isDay(value: string): boolean {
  const day = new Date(value)

  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}
