import { isId } from '../../kernel/ids/index.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import type { CollectionModel, FieldModel, WhereTree } from '../types.ts'
import type { Parameters } from './parameters.ts'

const MAX_LEAVES = 200
const MAX_DEPTH = 8

/** What the compiler carries along: the bound values and how much of the budget is used. */
type Walk = { depth: number; leaves: { count: number }; parameters: Parameters }

const COMPARISONS: Readonly<Record<string, string>> = {
  greater_than: '>',
  greater_than_equal: '>=',
  less_than: '<',
  less_than_equal: '<=',
}

/**
 * Compiles a Payload `where` into one SQL condition over the table alias, with every value bound.
 * Relations are followed by dotted paths. Throws `RECORD_QUERY_INVALID` on unknown fields,
 * operators or values, and on trees of more than 200 leaves or 8 levels.
 */
export function compileWhere(
  model: CollectionModel,
  where: WhereTree | undefined,
  alias: string,
  parameters: Parameters,
): string {
  const walk = { depth: 0, leaves: { count: 0 }, parameters }

  return compileTree(model, where ?? {}, alias, walk)
}

function compileTree(model: CollectionModel, where: WhereTree, alias: string, walk: Walk): string {
  if (walk.depth > MAX_DEPTH) {
    throw recordErrors.QUERY_INVALID({ reason: `conditions are nested deeper than ${MAX_DEPTH}` })
  }
  const parts = Object.entries(where).map(([key, value]) => {
    if (key.toLowerCase() === 'and' || key.toLowerCase() === 'or') {
      const inner = branches(value).map((tree) =>
        compileTree(model, tree, alias, { ...walk, depth: walk.depth + 1 }),
      )
      const word = key.toLowerCase()

      return inner.length === 0 ? 'true' : `(${inner.join(` ${word} `)})`
    }

    return compileField(model, key, value, alias, walk)
  })

  return parts.length === 0 ? 'true' : parts.join(' and ')
}

function branches(value: unknown): WhereTree[] {
  const list = Array.isArray(value)
    ? value
    : value !== null && typeof value === 'object'
      ? Object.values(value)
      : []

  return list.filter((entry): entry is WhereTree => entry !== null && typeof entry === 'object')
}

function compileField(
  model: CollectionModel,
  path: string,
  value: unknown,
  alias: string,
  walk: Walk,
): string {
  if (value === null || typeof value !== 'object') {
    throw recordErrors.QUERY_INVALID({ reason: `"${path}" needs an operator` })
  }
  const conditions = Object.entries(value).map(([operator, operand]) => {
    walk.leaves.count += 1
    if (walk.leaves.count > MAX_LEAVES) {
      throw recordErrors.QUERY_INVALID({ reason: `it has more than ${MAX_LEAVES} conditions` })
    }

    return compileLeaf(model, path, operator, operand, alias, walk)
  })

  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}

function compileLeaf(
  model: CollectionModel,
  path: string,
  operator: string,
  operand: unknown,
  alias: string,
  walk: Walk,
): string {
  if (path === 'id') {
    return compare({ expression: `${alias}.id`, kind: 'relation', path }, operator, operand, walk)
  }
  const field = model.byPath.get(path)
  if (field !== undefined) {
    return field.kind === 'polymorphic'
      ? comparePolymorphic(field, operator, operand, alias, walk)
      : compare(
          { expression: `${alias}."${field.column}"`, kind: field.kind, path },
          operator,
          operand,
          walk,
        )
  }

  return compileRelated(model, path, operator, operand, alias, walk)
}

/** A condition on a field of a related record: the related ids are found first, inside the tenant. */
function compileRelated(
  model: CollectionModel,
  path: string,
  operator: string,
  operand: unknown,
  alias: string,
  walk: Walk,
): string {
  const [head, ...rest] = splitRelation(model, path)
  const tail = rest.join('.')
  if (head.kind === 'polymorphic') {
    const column = tail === 'relationTo' ? 'collection' : tail === 'value' ? 'id' : undefined
    if (column === undefined) {
      throw unknownField(path)
    }
    const kind = column === 'id' ? 'relation' : 'text'

    return compare(
      { expression: `${alias}."${head.column}_${column}"`, kind, path },
      operator,
      operand,
      walk,
    )
  }
  const related = modelOf(head.relationTo ?? '')
  const inner = `r${walk.parameters.nextAlias()}`
  const condition = compileLeaf(related, tail, operator, operand, inner, walk)

  return `${alias}."${head.column}" in (select ${inner}.id from ${related.table} ${inner} where ${inner}.tenant_id = ${walk.parameters.tenant} and ${condition})`
}

function splitRelation(model: CollectionModel, path: string): [FieldModel, ...string[]] {
  const keys = path.split('.')
  for (let length = keys.length - 1; length > 0; length -= 1) {
    const field = model.byPath.get(keys.slice(0, length).join('.'))
    if (field?.kind === 'relation' || field?.kind === 'polymorphic') {
      return [field, ...keys.slice(length)]
    }
  }
  throw unknownField(path)
}

function unknownField(path: string) {
  return recordErrors.QUERY_INVALID({ reason: `there is no field "${path}"` })
}

type Target = { expression: string; kind: FieldModel['kind']; path: string }

function compare(target: Target, operator: string, operand: unknown, walk: Walk): string {
  const { expression } = target
  const bind = (value: unknown) => walk.parameters.add(cast(target, value), sqlType(target.kind))
  switch (operator) {
    case 'all':
    case 'in':
      return `${expression} = any(${walk.parameters.add(castList(target, operand), `${sqlType(target.kind)}[]`)})`
    case 'contains':
      return `${text(target)} ilike ${walk.parameters.add(`%${escapeLike(operand)}%`, 'text')}`
    case 'equals':
      return isNull(operand) ? `${expression} is null` : `${expression} = ${bind(operand)}`
    case 'exists':
      return isTrue(operand) ? `${expression} is not null` : `${expression} is null`
    case 'like':
      return words(operand)
        .map((word) => `${text(target)} ilike ${walk.parameters.add(`%${word}%`, 'text')}`)
        .join(' and ')
    case 'not_equals':
      return isNull(operand)
        ? `${expression} is not null`
        : `${expression} is distinct from ${bind(operand)}`
    case 'not_in':
      return `(${expression} is null or ${expression} <> all(${walk.parameters.add(castList(target, operand), `${sqlType(target.kind)}[]`)}))`
    case 'not_like':
      return `(${expression} is null or ${text(target)} not ilike ${walk.parameters.add(`%${escapeLike(operand)}%`, 'text')})`
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

function comparePolymorphic(
  field: FieldModel,
  operator: string,
  operand: unknown,
  alias: string,
  walk: Walk,
): string {
  const pair = operand as { relationTo?: unknown; value?: unknown } | null
  const id = {
    expression: `${alias}."${field.column}_id"`,
    kind: 'relation',
    path: field.path,
  } as const
  if (operator === 'exists' || pair === null || typeof pair !== 'object') {
    return compare(id, operator, operand, walk)
  }
  const collection = walk.parameters.add(String(pair.relationTo), 'text')

  return `(${alias}."${field.column}_collection" = ${collection} and ${compare(id, operator, pair.value, walk)})`
}

function text(target: Target): string {
  return target.kind === 'text' || target.kind === 'choice'
    ? target.expression
    : `${target.expression}::text`
}

function sqlType(kind: FieldModel['kind']): string {
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

function escapeLike(value: unknown): string {
  return String(value).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

function words(operand: unknown): string[] {
  const list = escapeLike(operand).split(/\s+/).filter(Boolean).slice(0, 10)

  return list.length === 0 ? [''] : list
}
