import type { CollectionConfig } from 'payload'

import { checkCollection } from '../checks/checkCollection.ts'
import { pluginErrors } from '../errors.ts'
import type { CrmPlugin } from '../types.ts'

/** Collections by slug with the plugin that declares each. */
export type OwnedCollections = Map<string, { collection: CollectionConfig; plugin: string }>

/** Gathers the collections of all plugins; refuses what cannot be a table of a tenant. */
export function collectCollections(plugins: readonly CrmPlugin[]): OwnedCollections {
  const owned: OwnedCollections = new Map()
  for (const { manifest } of plugins) {
    for (const collection of manifest.collections ?? []) {
      checkCollection(collection, manifest.id)
      const standing = owned.get(collection.slug)
      if (standing !== undefined) {
        throw pluginErrors.SLUG_DUPLICATE({
          owner: standing.plugin,
          plugin: manifest.id,
          slug: collection.slug,
        })
      }
      owned.set(collection.slug, { collection, plugin: manifest.id })
    }
  }

  return owned
}
