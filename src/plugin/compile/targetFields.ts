import type { CollectionConfig } from 'payload'

import type { TenonFieldOptions } from '../../collection/types.ts'
import { storedFields } from '../fieldPaths.ts'

/** A field that ties a record to one of several collections. */
export type TargetField = {
  onDelete: NonNullable<TenonFieldOptions['onDelete']>
  path: string
  slugs: readonly string[]
}

/** The ties of a collection to records of several collections. */
export function targetFields(collection: CollectionConfig): TargetField[] {
  return storedFields(collection.fields).flatMap(({ field, path }) => {
    if (field.type !== 'relationship' || !Array.isArray(field.relationTo)) {
      return []
    }
    const tenon = (field.custom?.['tenon'] ?? {}) as TenonFieldOptions

    return [{ onDelete: tenon.onDelete ?? 'set null', path, slugs: field.relationTo }]
  })
}
