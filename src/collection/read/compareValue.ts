import { isId } from '../../kernel/ids/index.ts'
import { foldedSql } from '../../tenancy/index.ts'
import { recordErrors } from '../errors.ts'
import type { FieldModel } from '../types.ts'
import { escapeLike, likeWords } from './likeWords.ts'
import type { Parameters } from './parameters.ts'
import { spellings } from './spellings.ts'

type Bound = { parameters: Parameters }

const COMPARISONS: Readonly<Record<string, string>> = {
  greater_than: '>',
  greater_than_equal: '>=',
  less_than: '<',
  less_than_equal: '<=',
}

/** A value in SQL with how it is stored, and the path that messages name. */
type Target = { expression: string; kind: FieldModel['kind']; path: string }

/** One comparison of a value with what a caller sent, which is bound after being checked. */
export function compare(
  target: Target,
  operator: string,
  operand: unknown,
  { parameters }: Bound,
): string {
  const { expression } = target
  const bind = (value: unknown) => parameters.add(cast(target, value), sqlType(target.kind))
  switch (operator) {
    case 'all':
    case 'in':
      return `${expression} = any(${parameters.add(castList(target, operand), `${sqlType(target.kind)}[]`)})`
    case 'contains':
      return holds(target, escapeLike(operand), parameters)
    case 'equals':
      return isNull(operand) ? `${expression} is null` : `${expression} = ${bind(operand)}`
    case 'exists':
      return isTrue(operand) ? `${expression} is not null` : `${expression} is null`
    case 'like':
      return likeWords(operand)
        .map((word) => holds(target, word, parameters))
        .join(' and ')
    case 'not_equals':
      return isNull(operand)
        ? `${expression} is not null`
        : `${expression} is distinct from ${bind(operand)}`
    case 'not_in':
      return `(${expression} is null or ${expression} <> all(${parameters.add(castList(target, operand), `${sqlType(target.kind)}[]`)}))`
    case 'not_like':
      return `(${expression} is null or not ${holds(target, escapeLike(operand), parameters)})`
    default: {
      const sign = COMPARISONS[operator]
      if (sign === undefined || target.kind === 'json') {
        throw recordErrors.QUERY_INVALID({
          reason: `"${target.path}" cannot be compared with "${operator}"`,
        })
      }

      return `${expression} ${sign} ${bind(operand)}`
    }
  }
}

/** One comparison of a relation to several collections, by `{relationTo, value}` or by the id alone. */
export function comparePolymorphic(
  field: FieldModel,
  operator: string,
  operand: unknown,
  alias: string,
  { parameters }: Bound,
): string {
  const pair = operand as { relationTo?: unknown; value?: unknown } | null
  const id = {
    expression: `${alias}."${field.column}_id"`,
    kind: 'relation',
    path: field.path,
  } as const
  if (operator === 'exists' || pair === null || typeof pair !== 'object') {
    return compare(id, operator, operand, { parameters })
  }
  const collection = parameters.add(String(pair.relationTo), 'text')

  return `(${alias}."${field.column}_collection" = ${collection} and ${compare(id, operator, pair.value, { parameters })})`
}

/** What people write is compared as the search compares it; of anything else, the text that stands for it. */
function holds({ expression, kind }: Target, word: string, parameters: Parameters): string {
  if (kind !== 'text') {
    const text = kind === 'choice' ? expression : `${expression}::text`

    return `(${text} ilike ${parameters.add(`%${word}%`, 'text')})`
  }
  const patterns = spellings(word).map((one) => foldedSql(parameters.add(`%${one}%`, 'text')))

  return patterns.length === 1
    ? `(${foldedSql(expression)} like ${patterns.join('')})`
    : `(${foldedSql(expression)} like any (array[${patterns.join(', ')}]))`
}

/** The SQL type that a value of a kind is bound as. */
export function sqlType(kind: FieldModel['kind']): string {
  switch (kind) {
    case 'boolean':
      return 'boolean'
    case 'date':
      return 'date'
    case 'instant':
      return 'timestamptz'
    case 'integer':
      return 'bigint'
    case 'json':
      return 'jsonb'
    case 'number':
      return 'double precision'
    case 'polymorphic':
    case 'relation':
      return 'uuid'
    default:
      return 'text'
  }
}

function castList(target: Target, operand: unknown): unknown[] {
  const list = Array.isArray(operand)
    ? operand
    : typeof operand === 'string'
      ? operand.split(',')
      : operand !== null && typeof operand === 'object'
        ? Object.values(operand)
        : [operand]

  return list.map((value) => cast(target, value))
}

function cast(target: Target, value: unknown): unknown {
  const refuse = (wanted: string) =>
    recordErrors.QUERY_INVALID({ reason: `"${target.path}" is compared with ${wanted}` })
  switch (target.kind) {
    case 'boolean':
      return isTrue(value)
    case 'date':
    case 'instant': {
      const moment = value instanceof Date ? value : new Date(String(value))
      if (Number.isNaN(moment.getTime())) {
        throw refuse('a date')
      }

      return target.kind === 'date' ? moment.toISOString().slice(0, 10) : moment.toISOString()
    }
    case 'integer':
    case 'number': {
      const number = Number(value)
      if (value === '' || !Number.isFinite(number)) {
        throw refuse('a number')
      }

      return target.kind === 'integer' ? Math.trunc(number) : number
    }
    case 'json':
      return JSON.stringify(value)
    case 'relation':
      // An id of another shape names no record; it must answer like any missing one.
      return isId(value) ? value : '00000000-0000-0000-0000-000000000000'
    default:
      return typeof value === 'string' ? value : JSON.stringify(value)
  }
}

function isNull(value: unknown): boolean {
  return value === null || value === 'null' || value === undefined
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1'
}
