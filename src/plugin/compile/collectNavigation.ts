import { pluginErrors } from '../errors.ts'
import type { CompiledNavigationGroup, CrmPlugin, NavigationGroup } from '../types.ts'

const DEFAULT_ORDER = 500

/** Joins the navigation groups of all plugins, in the order they are shown. */
export function collectNavigation(
  plugins: readonly CrmPlugin[],
  slugs: ReadonlySet<string>,
): CompiledNavigationGroup[] {
  const groups = new Map<string, CompiledNavigationGroup>()
  for (const { manifest } of plugins) {
    for (const group of manifest.navigation ?? []) {
      const item = group.items.find((slug) => !slugs.has(slug))
      if (item !== undefined) {
        throw pluginErrors.NAVIGATION_UNKNOWN({ group: group.id, item, plugin: manifest.id })
      }
      const standing = groups.get(group.id) ?? opened(group, manifest.id)
      groups.set(group.id, { ...standing, items: [...standing.items, ...group.items] })
    }
  }

  return [...groups.values()].toSorted((a, b) => a.order - b.order)
}

function opened(group: NavigationGroup, plugin: string): CompiledNavigationGroup {
  if (group.label === undefined) {
    throw pluginErrors.NAVIGATION_LABEL_MISSING({ group: group.id, plugin })
  }

  return {
    icon: group.icon ?? 'folder',
    id: group.id,
    items: [],
    label: group.label,
    order: group.order ?? DEFAULT_ORDER,
  }
}
