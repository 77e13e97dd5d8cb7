import type { PluginPermission } from 'tenon/plugin'

import { labelOf } from './translations/index.ts'

/** The right to declare a warranty void. */
export const VOID_WARRANTY = 'warranties.warranty.void'

/** The rights of this plugin beyond reading and writing its records. */
export const warrantyPermissions: readonly PluginPermission[] = [
  { key: VOID_WARRANTY, label: labelOf('permissions.void') },
]
