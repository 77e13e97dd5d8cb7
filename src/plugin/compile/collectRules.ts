import type { CollectionRules } from '../../collection/types.ts'
import { nameConfiguration } from '../configuration/nameConfiguration.ts'
import { pluginErrors } from '../errors.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'
import type { CrmPlugin } from '../types.ts'
import type { OwnedCollections } from './collectCollections.ts'
import { fillDefaults } from './fillDefaults.ts'

/** The rules of every collection in the order they run: the kernel's, then by module and plugin. */
export function collectRules(
  owned: OwnedCollections,
  plugins: readonly CrmPlugin[],
): Map<string, CollectionRules[]> {
  const bySlug = new Map<string, CollectionRules[]>()
  for (const { collection, plugin } of owned.values()) {
    const defaults = fillDefaults(collection, plugin)
    bySlug.set(collection.slug, [
      ...(tenonOptionsOf(collection).configuration === true
        ? [{ id: `${plugin}.nameConfiguration`, prepare: nameConfiguration }]
        : []),
      ...(defaults === undefined ? [] : [defaults]),
    ])
  }
  for (const { manifest } of plugins) {
    for (const { collection, ...rule } of manifest.rules ?? []) {
      const rules = bySlug.get(collection)
      if (rules === undefined) {
        throw pluginErrors.RULE_COLLECTION_UNKNOWN({
          collection,
          plugin: manifest.id,
          rule: rule.id,
        })
      }
      rules.push(rule)
    }
  }

  return bySlug
}
