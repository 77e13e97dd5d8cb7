import type { CollectionConfig } from 'payload'

import type { TenonCollectionOptions } from '../collection/types.ts'

/** What stands under `custom.tenon` of a collection, as far as it may be trusted before checks. */
export type DeclaredOptions = TenonCollectionOptions & {
  tenancy?: unknown
}

/** The options a collection was declared with; empty for one made without `defineCollection`. */
export function tenonOptionsOf(collection: CollectionConfig): DeclaredOptions {
  return (collection.custom?.['tenon'] ?? {}) as DeclaredOptions
}
