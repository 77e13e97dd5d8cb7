import type { CollectionModel } from '../../collection/index.ts'
import { levelHere, modelOf } from '../../collection/index.ts'
import { currentCrm } from '../../plugin/index.ts'

/** An order as the record store takes it: by a relation means by what the related records are called, or stand by. */
export function sortOf(model: CollectionModel, sort: string): string {
  return sort
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const isFalling = part.startsWith('-')
      const path = isFalling ? part.slice(1) : part

      return `${isFalling ? '-' : ''}${overRelation(model, path)}`
    })
    .join(',')
}

function overRelation(model: CollectionModel, path: string): string {
  const field = model.byPath.get(path)
  if (field?.kind !== 'relation' || field.relationTo === undefined) {
    return path
  }
  const related = modelOf(field.relationTo)
  if (levelHere(related, 'read') === 'none') {
    return path
  }
  const config = currentCrm().collections.find(({ slug }) => slug === related.slug)
  const own = typeof config?.defaultSort === 'string' ? config.defaultSort : related.title
  const inner = own.startsWith('-') ? related.title : own

  return related.byPath.has(inner) ? `${path}.${inner}` : path
}
