import type { Field } from 'payload'

import { checkFields } from '../checks/checkFields.ts'
import { pluginErrors } from '../errors.ts'
import { storedFields } from '../fieldPaths.ts'
import type { CrmPlugin } from '../types.ts'
import type { OwnedCollections } from './collectCollections.ts'

/** Which plugin added which field, by slug and path. */
export type Extensions = Map<string, Map<string, string>>

/** Adds the fields that plugins give to collections of others; leaves the declarations untouched. */
export function extendCollections(
  owned: OwnedCollections,
  plugins: readonly CrmPlugin[],
): { extensions: Extensions; owned: OwnedCollections } {
  const extended: OwnedCollections = new Map(owned)
  const extensions: Extensions = new Map()
  for (const { manifest } of plugins) {
    for (const [slug, fields] of Object.entries(manifest.extend ?? {})) {
      const target = extended.get(slug)
      if (target === undefined) {
        throw pluginErrors.EXTEND_UNKNOWN({ plugin: manifest.id, slug })
      }
      checkExtension(target.collection.fields, fields, { plugin: manifest.id, slug })
      extended.set(slug, {
        ...target,
        collection: { ...target.collection, fields: [...target.collection.fields, ...fields] },
      })
      const paths = extensions.get(slug) ?? new Map<string, string>()
      storedFields(fields).forEach(({ path }) => paths.set(path, manifest.id))
      extensions.set(slug, paths)
    }
  }

  return { extensions, owned: extended }
}

function checkExtension(
  standing: readonly Field[],
  added: readonly Field[],
  where: { plugin: string; slug: string },
): void {
  const taken = new Set(storedFields(standing).map(({ path }) => path))
  for (const { field, path } of storedFields(added)) {
    if (taken.has(path)) {
      throw pluginErrors.EXTEND_FIELD_EXISTS({ ...where, field: path })
    }
    if ('required' in field && field.required) {
      throw pluginErrors.EXTEND_FIELD_REQUIRED({ ...where, field: path })
    }
  }
  checkFields([...standing, ...added], where)
}
