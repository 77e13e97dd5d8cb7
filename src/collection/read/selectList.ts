import { hiddenPaths } from '../access/fieldsOf.ts'
import type { FieldTree } from '../model/fieldTree.ts'
import { fieldTree, isField } from '../model/fieldTree.ts'
import type { CollectionModel, FieldModel } from '../types.ts'

type Lists = WeakMap<ReadonlySet<string>, string>

const NOTHING: ReadonlySet<string> = new Set()

const cache = new WeakMap<CollectionModel, Map<string, Lists>>()

/** SQL that builds the JSON of a record as the person of the running scope may see it; PostgreSQL writes the text. */
export function selectList(model: CollectionModel, alias: string): string {
  return listWithout(model, alias, hiddenPaths(model))
}

/** SQL that builds the JSON of a whole record, for the write path alone. */
export function selectWhole(model: CollectionModel, alias: string): string {
  return listWithout(model, alias, NOTHING)
}

function listWithout(model: CollectionModel, alias: string, hidden: ReadonlySet<string>): string {
  const byAlias = cache.get(model) ?? new Map<string, Lists>()
  cache.set(model, byAlias)
  const known = byAlias.get(alias) ?? new WeakMap<ReadonlySet<string>, string>()
  byAlias.set(alias, known)
  const found = known.get(hidden)
  if (found !== undefined) {
    return found
  }
  const tree = fieldTree(model.fields.filter(({ path }) => !hidden.has(path)))
  const list = `json_build_object('id', ${alias}.id, ${pairs(tree, alias)})`
  known.set(hidden, list)

  return list
}

function pairs(tree: FieldTree, alias: string): string {
  return Object.entries(tree)
    .map(([key, entry]) => `'${key}', ${valueSql(entry, alias)}`)
    .join(', ')
}

function valueSql(entry: FieldModel | FieldTree, alias: string): string {
  if (!isField(entry)) {
    return `json_build_object(${pairs(entry, alias)})`
  }
  if (entry.kind === 'polymorphic') {
    return `case when ${alias}."${entry.column}_id" is null then null else json_build_object('relationTo', ${alias}."${entry.column}_collection", 'value', ${alias}."${entry.column}_id") end`
  }

  return `${alias}."${entry.column}"`
}
