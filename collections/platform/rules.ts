import type { PluginRule } from 'tenon/plugin'

import { giveNoMoreThanHeld } from './operations/giveNoMoreThanHeld.ts'
import { guardRoles } from './operations/guardRoles.ts'
import { keepAnAdmin } from './operations/keepAnAdmin.ts'

/** The rules of users and roles. */
export const platformRules: readonly PluginRule[] = [
  {
    collection: 'users',
    id: 'platform.giveNoMoreThanHeld',
    prepare: giveNoMoreThanHeld('users'),
  },
  { collection: 'users', id: 'platform.keepAnAdmin', prepare: keepAnAdmin },
  {
    collection: 'roles',
    id: 'platform.giveNoMoreThanHeld',
    prepare: giveNoMoreThanHeld('roles'),
  },
  { collection: 'roles', id: 'platform.guardRoles', prepare: guardRoles },
]
