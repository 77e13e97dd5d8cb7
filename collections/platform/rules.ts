import type { PluginRule } from 'tenon/plugin'

import { checkDashboards } from './operations/checkDashboards.ts'
import { checkLayouts } from './operations/checkLayouts.ts'
import { checkTeamParents } from './operations/checkTeamParents.ts'
import { checkTimeZones } from './operations/checkTimeZones.ts'
import { checkViews } from './operations/checkViews.ts'
import { giveNoMoreThanHeld } from './operations/giveNoMoreThanHeld.ts'
import { guardRoles } from './operations/guardRoles.ts'
import { keepAnAdmin } from './operations/keepAnAdmin.ts'
import { noteRights } from './operations/noteRights.ts'
import { ownViews } from './operations/ownViews.ts'

/** The rules of users, teams and roles. */
export const platformRules: readonly PluginRule[] = [
  {
    collection: 'users',
    id: 'platform.giveNoMoreThanHeld',
    prepare: giveNoMoreThanHeld('users'),
  },
  { collection: 'users', id: 'platform.checkTimeZones', prepare: checkTimeZones },
  { collection: 'users', id: 'platform.keepAnAdmin', prepare: keepAnAdmin },
  {
    collection: 'roles',
    id: 'platform.giveNoMoreThanHeld',
    prepare: giveNoMoreThanHeld('roles'),
  },
  { collection: 'roles', id: 'platform.guardRoles', prepare: guardRoles },
  { collection: 'dashboards', id: 'platform.checkDashboards', prepare: checkDashboards },
  { collection: 'layouts', id: 'platform.checkLayouts', prepare: checkLayouts },
  { collection: 'teams', id: 'platform.checkTeamParents', prepare: checkTeamParents },
  {
    collection: 'user-roles',
    id: 'platform.giveNoMoreThanHeld',
    prepare: giveNoMoreThanHeld('user-roles'),
  },
  {
    collection: 'users',
    effects: noteRights('users', ['account', 'deletedAt', 'role', 'status', 'team']),
    id: 'platform.noteUserRights',
  },
  {
    collection: 'roles',
    effects: noteRights('roles', ['key', 'permissions']),
    id: 'platform.noteRoleRights',
  },
  {
    collection: 'user-roles',
    effects: noteRights('user-roles', ['role', 'user']),
    id: 'platform.noteFurtherRoles',
  },
  {
    collection: 'teams',
    effects: noteRights('teams', ['parent']),
    id: 'platform.noteTeams',
  },
  { collection: 'views', id: 'platform.checkViews', prepare: checkViews },
  { collection: 'personal-views', id: 'platform.ownViews', prepare: ownViews },
  { collection: 'personal-views', id: 'platform.checkPersonalViews', prepare: checkViews },
]
