import type { CollectionConfig } from 'payload'

import { collectionErrors } from '../collectionErrors.ts'
import { storedFields } from '../fieldPaths.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'

const SYSTEM_PATHS = ['createdAt', 'deletedAt', 'id', 'updatedAt', 'version']

/** Refuses relations to unknown collections and options that name unknown fields. */
export function checkReferences(
  collection: CollectionConfig,
  plugin: string,
  slugs: ReadonlySet<string>,
): void {
  const where = { plugin, slug: collection.slug }
  const fields = storedFields(collection.fields)
  for (const { field, path } of fields) {
    const targets = field.type === 'relationship' ? [field.relationTo].flat() : []
    const target = targets.find((slug) => !slugs.has(slug))
    if (target !== undefined) {
      throw collectionErrors.RELATION_UNKNOWN({ ...where, field: path, target })
    }
  }
  const known = new Set([...fields.map(({ path }) => path), ...SYSTEM_PATHS])
  for (const [option, paths] of Object.entries(namedPaths(collection))) {
    const path = paths.find((name) => !known.has(name))
    if (path !== undefined) {
      throw collectionErrors.PATH_UNKNOWN({ ...where, option, path })
    }
  }
}

function namedPaths(collection: CollectionConfig): Record<string, string[]> {
  const { indexes = [], ownerField, searchFields = [], unique = [] } = tenonOptionsOf(collection)
  const { defaultColumns = [], useAsTitle } = collection.admin ?? {}
  const sorts = [collection.defaultSort ?? []].flat()

  return {
    defaultSort: sorts.map((path) => path.replace(/^-/, '')),
    indexes: indexes.flat().map((path) => path.split(' ')[0] ?? ''),
    listColumns: defaultColumns,
    ownerField: ownerField === undefined ? [] : [ownerField],
    searchFields: [...searchFields],
    title: useAsTitle === undefined ? [] : [useAsTitle],
    unique: unique.flat(),
  }
}
