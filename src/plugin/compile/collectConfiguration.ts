import { pluginErrors } from '../errors.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'
import type { ConfigurationDocument, CrmPlugin } from '../types.ts'
import type { OwnedCollections } from './collectCollections.ts'

/** The configuration documents of all plugins; refuses rows of what is no configuration. */
export function collectConfiguration(
  owned: OwnedCollections,
  plugins: readonly CrmPlugin[],
): ConfigurationDocument[] {
  return plugins.flatMap(({ manifest }) => {
    const { configuration, id: plugin } = manifest
    for (const [collection, entries] of Object.entries(configuration?.collections ?? {})) {
      const target = owned.get(collection)?.collection
      if (target === undefined || tenonOptionsOf(target).configuration !== true) {
        throw pluginErrors.CONFIGURATION_UNKNOWN({ collection, plugin })
      }
      const keys = entries.map(({ key }) => key)
      const key = keys.find((one, index) => keys.indexOf(one) !== index)
      if (key !== undefined) {
        throw pluginErrors.CONFIGURATION_DUPLICATE({ collection, key, plugin })
      }
    }

    return configuration === undefined ? [] : [configuration]
  })
}
