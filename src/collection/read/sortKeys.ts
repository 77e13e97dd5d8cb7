import { modelOf } from '../model/registry.ts'
import type { CollectionModel, FieldModel } from '../types.ts'
import { joinedExpression } from './compileSort.ts'
import type { Parameters } from './parameters.ts'

/** One step of an order: what is compared, which way, and what an index can do for it. */
export type SortKey = {
  descending: boolean
  /** Related records that `sql` reads, joined behind the table; empty for a field of the record itself. */
  joins: string
  /** How the compared value is stored. */
  kind: FieldModel['kind']
  nullable: boolean
  /** Path of a field of the record itself, whose value its JSON holds. */
  own: boolean
  path: string
  /** True where an index gives the values in order, so that empty ones are read apart. */
  splits: boolean
  sql: string
}

const NEWEST_FIRST = ['-createdAt']

/** The steps of an order as the caller wrote them, without those that are empty. */
export function sortPaths(sort: readonly string[] | string | undefined): readonly string[] {
  const wanted = (typeof sort === 'string' ? sort.split(',') : (sort ?? []))
    .map((part) => part.trim())
    .filter((part) => part !== '')

  return wanted.length === 0 ? NEWEST_FIRST : wanted
}

/** The steps of an order over the table alias; the id comes last, so that no two records tie. */
export function sortKeys(
  model: CollectionModel,
  sort: readonly string[] | string | undefined,
  alias: string,
  parameters: Parameters,
): readonly SortKey[] {
  const keys = sortPaths(sort).map((part) => {
    const descending = part.startsWith('-')

    return keyOf(model, { alias, descending, path: descending ? part.slice(1) : part }, parameters)
  })
  const last = keys.at(-1)?.descending ?? false

  return keys.some(({ path }) => path === 'id')
    ? keys.slice(0, keys.findIndex(({ path }) => path === 'id') + 1)
    : [...keys, keyOf(model, { alias, descending: last, path: 'id' }, parameters)]
}

function keyOf(
  model: CollectionModel,
  part: { alias: string; descending: boolean; path: string },
  parameters: Parameters,
): SortKey {
  const { alias, descending, path } = part
  const { joins, sql } = joinedExpression(model, path, alias, parameters)
  if (path === 'id') {
    return {
      descending,
      joins,
      kind: 'relation',
      nullable: false,
      own: true,
      path,
      splits: false,
      sql,
    }
  }
  const field = model.byPath.get(path)
  const nullable = field?.required !== true

  return {
    descending,
    joins,
    kind: kindAt(model, path),
    nullable,
    own: field !== undefined && field.kind !== 'polymorphic',
    path,
    splits: nullable && field !== undefined && (field.indexed || field.unique),
    sql,
  }
}

/** How the value at a path is stored, over relations too. */
export function kindAt(model: CollectionModel, path: string): FieldModel['kind'] {
  const field = model.byPath.get(path)
  const dot = path.lastIndexOf('.')
  const head = model.byPath.get(path.slice(0, Math.max(dot, 0)))
  if (field !== undefined || path === 'id' || head?.relationTo === undefined) {
    return field?.kind ?? 'relation'
  }

  return kindAt(modelOf(head.relationTo), path.slice(dot + 1))
}
