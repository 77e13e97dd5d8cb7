import type { CollectionModel, FieldModel } from '../types.ts'

type Tree = { [key: string]: FieldModel | Tree }

const cache = new WeakMap<CollectionModel, Map<string, string>>()

/** SQL that builds the JSON of a record from the table alias; PostgreSQL writes the text. */
export function selectList(model: CollectionModel, alias: string): string {
  const known = cache.get(model) ?? new Map<string, string>()
  cache.set(model, known)
  const found = known.get(alias)
  if (found !== undefined) {
    return found
  }
  const tree: Tree = {}
  for (const field of model.fields) {
    const keys = field.path.split('.')
    const last = keys.pop() ?? ''
    let group = tree
    for (const key of keys) {
      group = (group[key] ??= {}) as Tree
    }
    group[last] = field
  }
  const list = `json_build_object('id', ${alias}.id, ${pairs(tree, alias)})`
  known.set(alias, list)

  return list
}

function pairs(tree: Tree, alias: string): string {
  return Object.entries(tree)
    .map(([key, entry]) => `'${key}', ${valueSql(entry, alias)}`)
    .join(', ')
}

function valueSql(entry: FieldModel | Tree, alias: string): string {
  if (!isField(entry)) {
    return `json_build_object(${pairs(entry, alias)})`
  }
  if (entry.kind === 'polymorphic') {
    return `case when ${alias}."${entry.column}_id" is null then null else json_build_object('relationTo', ${alias}."${entry.column}_collection", 'value', ${alias}."${entry.column}_id") end`
  }

  return `${alias}."${entry.column}"`
}

function isField(entry: FieldModel | Tree): entry is FieldModel {
  return typeof entry.column === 'string'
}
