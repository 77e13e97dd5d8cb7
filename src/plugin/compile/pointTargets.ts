import type { CollectionConfig, Field, PolymorphicRelationshipField } from 'payload'

import { collectionErrors } from '../collectionErrors.ts'
import { storedFields } from '../fieldPaths.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'
import type { OwnedCollections } from './collectCollections.ts'

/**
 * Points the `target` fields of link collections to every collection that names them in `linkedBy`.
 * Throws `COLLECTION_LINKED_BY_UNKNOWN` for a name without such a field.
 */
export function pointTargets(owned: OwnedCollections): OwnedCollections {
  const slugsByLink = new Map<string, string[]>()
  for (const { collection, plugin } of owned.values()) {
    for (const link of tenonOptionsOf(collection).linkedBy ?? []) {
      const fields = owned.get(link)?.collection.fields ?? []
      if (!storedFields(fields).some(({ field }) => isTarget(field))) {
        throw collectionErrors.LINKED_BY_UNKNOWN({ link, plugin, slug: collection.slug })
      }
      slugsByLink.set(link, [...(slugsByLink.get(link) ?? []), collection.slug])
    }
  }

  return new Map(
    [...owned].map(([slug, one]) => {
      const slugs = slugsByLink.get(slug)

      return [
        slug,
        slugs === undefined ? one : { ...one, collection: pointed(one.collection, slugs) },
      ]
    }),
  )
}

function pointed(collection: CollectionConfig, slugs: readonly string[]): CollectionConfig {
  const point = (field: Field): Field => {
    if (field.type === 'row' || field.type === 'collapsible' || field.type === 'group') {
      return { ...field, fields: field.fields.map(point) }
    }

    return isTarget(field)
      ? { ...field, relationTo: [...new Set([...field.relationTo, ...slugs])] }
      : field
  }

  return { ...collection, fields: collection.fields.map(point) }
}

function isTarget(field: Field): field is PolymorphicRelationshipField {
  return field.type === 'relationship' && Array.isArray(field.relationTo)
}
