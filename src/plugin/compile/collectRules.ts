import type { CollectionRules } from '../../collection/types.ts'
import { nameConfiguration } from '../configuration/nameConfiguration.ts'
import { pluginErrors } from '../errors.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'
import type { CrmPlugin } from '../types.ts'
import { checkTargets } from './checkTargets.ts'
import type { OwnedCollections } from './collectCollections.ts'
import { dropLinks } from './dropLinks.ts'
import type { Extensions } from './extendCollections.ts'
import { fillDefaults } from './fillDefaults.ts'
import { NOTIFICATIONS, notifyAssigned } from './notifyAssigned.ts'
import { ownNewRecords } from './ownNewRecords.ts'

/** The rules of every collection in the order they run: the kernel's, then by module and plugin. */
export function collectRules(
  owned: OwnedCollections,
  plugins: readonly CrmPlugin[],
  extensions: Extensions,
): Map<string, CollectionRules[]> {
  const bySlug = new Map<string, CollectionRules[]>()
  for (const { collection, plugin } of owned.values()) {
    const added = extensions.get(collection.slug)
    // One rule per module, so that it goes with its module when a tenant switches that off.
    const defaults = [plugin, ...new Set(added?.values())].flatMap(
      (module) =>
        fillDefaults(collection, module, (path) => (added?.get(path) ?? plugin) === module) ?? [],
    )
    bySlug.set(collection.slug, [
      ...(tenonOptionsOf(collection).configuration === true
        ? [{ id: `${plugin}.nameConfiguration`, prepare: nameConfiguration }]
        : []),
      ...defaults,
      ...ownNewRecords(collection, plugin),
      ...checkTargets(collection, plugin),
      ...(owned.has(NOTIFICATIONS) ? notifyAssigned(collection, plugin) : []),
    ])
  }
  for (const { rule, slug } of dropLinks(owned)) {
    bySlug.get(slug)?.push(rule)
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
