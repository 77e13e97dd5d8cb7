import type { PluginRule } from 'tenon/plugin'

import { guardRoles } from './operations/guardRoles.ts'
import { keepAnAdmin } from './operations/keepAnAdmin.ts'
import { placeUsers } from './operations/placeUsers.ts'

/** The rules of users and roles. */
export const platformRules: readonly PluginRule[] = [
  { collection: 'users', id: 'platform.placeUsers', prepare: placeUsers },
  { collection: 'users', id: 'platform.keepAnAdmin', prepare: keepAnAdmin },
  { collection: 'roles', id: 'platform.guardRoles', prepare: guardRoles },
]
