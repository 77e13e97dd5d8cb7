import type { CollectionModel, WhereTree } from '../../collection/index.ts'
import { modelOf } from '../../collection/index.ts'
import { isId } from '../../kernel/ids/index.ts'

/** The ids of related records that a condition names, by collection. */
export function idsInWhere(model: CollectionModel, tree: WhereTree): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  collect(model, tree, found)

  return found
}

function collect(model: CollectionModel, tree: WhereTree, found: Map<string, Set<string>>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (key === 'and' || key === 'or') {
      for (const one of Array.isArray(value) ? value : []) {
        collect(model, one as WhereTree, found)
      }
    } else {
      note(relatedAt(model, key), value, found)
    }
  }
}

function note(slug: string | undefined, value: unknown, found: Map<string, Set<string>>): void {
  if (slug === undefined || value === null || typeof value !== 'object') {
    return
  }
  const ids = Object.values(value).flat().filter(isId)
  for (const id of ids) {
    found.set(slug, (found.get(slug) ?? new Set()).add(id))
  }
}

/** The collection that the relation at a path points to, over relations too. */
function relatedAt(model: CollectionModel, path: string): string | undefined {
  const field = model.byPath.get(path)
  if (field !== undefined) {
    return field.relationTo
  }
  const dot = path.lastIndexOf('.')
  const head = model.byPath.get(path.slice(0, Math.max(dot, 0)))?.relationTo

  return head === undefined ? undefined : relatedAt(modelOf(head), path.slice(dot + 1))
}
