import type { CollectionConfig } from 'payload'

import { putAt, valueAt } from '../../collection/index.ts'
import type { CollectionRules } from '../../collection/types.ts'
import { storedFields } from '../fieldPaths.ts'

/**
 * The kernel's rule that gives new records the default values of one module's fields, so that an import
 * and a rule get what a form gets. Undefined where those fields have none.
 */
export function fillDefaults(
  collection: CollectionConfig,
  plugin: string,
  isOfPlugin: (path: string) => boolean,
): CollectionRules | undefined {
  const defaults = storedFields(collection.fields).flatMap(({ field, path }) => {
    const value: unknown = 'defaultValue' in field ? field.defaultValue : undefined

    return value === undefined || typeof value === 'function' || !isOfPlugin(path)
      ? []
      : [{ path, value }]
  })
  if (defaults.length === 0) {
    return undefined
  }

  return {
    id: `${plugin}.fillDefaults`,
    prepare: (changes) => {
      for (const { after, before } of changes) {
        for (const { path, value } of defaults) {
          if (before === null && after !== null && (valueAt(after, path) ?? null) === null) {
            putAt(after, path, structuredClone(value))
          }
        }
      }

      return Promise.resolve()
    },
  }
}
