import type { FieldModel } from '../types.ts'

/** Fields as they are nested in the JSON of a record: by key, groups within groups. */
export type FieldTree = { [key: string]: FieldModel | FieldTree }

/** Nests fields by their dotted paths, in the order given. */
export function fieldTree(fields: readonly FieldModel[]): FieldTree {
  const tree: FieldTree = {}
  for (const field of fields) {
    const keys = field.path.split('.')
    const last = keys.pop() ?? ''
    let group = tree
    for (const key of keys) {
      group = (group[key] ??= {}) as FieldTree
    }
    group[last] = field
  }

  return tree
}

/** True for a field, false for a group of fields. */
export function isField(entry: FieldModel | FieldTree): entry is FieldModel {
  return typeof entry.column === 'string'
}
