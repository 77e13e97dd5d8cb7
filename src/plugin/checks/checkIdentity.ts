import semver from 'semver'

import { pluginErrors } from '../errors.ts'
import { KERNEL_VERSION } from '../kernelVersion.ts'
import type { CrmPlugin } from '../types.ts'

const ID = /^[a-z][a-z\d]*(-[a-z\d]+)*$/
const RESERVED = new Set(['fields', 'identity', 'kernel', 'records', 'settings', 'tenon', 'users'])

/** Refuses plugins that cannot be told apart or are made for another kernel. */
export function checkIdentity(plugins: readonly CrmPlugin[]): void {
  const seen = new Set<string>()
  for (const { manifest } of plugins) {
    const plugin = manifest.id
    if (!ID.test(plugin) || RESERVED.has(plugin)) {
      throw pluginErrors.ID_INVALID({ plugin })
    }
    if (seen.has(plugin)) {
      throw pluginErrors.ID_DUPLICATE({ plugin })
    }
    seen.add(plugin)
    if (!semver.satisfies(KERNEL_VERSION, manifest.kernel)) {
      throw pluginErrors.KERNEL_UNMET({
        kernel: manifest.kernel,
        plugin,
        version: KERNEL_VERSION,
      })
    }
  }
}
