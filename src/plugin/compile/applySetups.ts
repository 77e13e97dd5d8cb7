import type { CollectionConfig, Config } from 'payload'

import { pluginErrors } from '../errors.ts'
import type { PluginSetup } from '../types.ts'

const GUARDED = ['auth', 'custom', 'dbName', 'fields', 'hooks', 'upload', 'versions'] as const

/** Lets each plugin have its last word on Payload's configuration; refuses what goes around tenancy. */
export function applySetups(config: Config, setups: readonly PluginSetup[]): Config {
  return setups.reduce((standing, { plugin, run }) => {
    const changed = run({ ...standing }) as Config | undefined
    if (changed === undefined) {
      throw pluginErrors.SETUP_RETURNS_NOTHING({ plugin })
    }
    const what = guardedChange(standing, changed)
    if (what !== undefined) {
      throw pluginErrors.SETUP_COLLECTIONS({ plugin, what })
    }

    return changed
  }, config)
}

function guardedChange(before: Config, after: Config): string | undefined {
  if (before.db !== after.db) {
    return 'the database adapter'
  }
  if ((after.globals ?? []).length !== (before.globals ?? []).length) {
    return 'the list of globals'
  }
  const standing = new Map((before.collections ?? []).map((one) => [one.slug, one]))
  const collections = after.collections ?? []
  const changed = collections.find((one) => !isSame(standing.get(one.slug), one))
  if (changed !== undefined) {
    return `the collection "${changed.slug}"`
  }

  return collections.length === standing.size ? undefined : 'the list of collections'
}

function isSame(before: CollectionConfig | undefined, after: CollectionConfig): boolean {
  return before !== undefined && GUARDED.every((part) => before[part] === after[part])
}
