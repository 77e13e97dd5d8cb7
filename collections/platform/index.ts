import { definePlugin } from 'tenon/plugin'

import { Dashboards } from './collections/Dashboards.ts'
import { Layouts } from './collections/Layouts.ts'
import { Notifications } from './collections/Notifications.ts'
import { PersonalViews } from './collections/PersonalViews.ts'
import { Roles } from './collections/Roles.ts'
import { Teams } from './collections/Teams.ts'
import { UserRoles } from './collections/UserRoles.ts'
import { Users } from './collections/Users.ts'
import { Views } from './collections/Views.ts'
import { platformConfiguration } from './configuration.ts'
import { platformRules } from './rules.ts'
import { labelOf } from './translations/index.ts'

/** Users, teams and roles of every tenant. */
export const platform = definePlugin({
  id: 'platform',
  kernel: '^0.1.0',
  label: labelOf('module'),
  required: true,
  configuration: platformConfiguration,
  collections: [
    Roles,
    Teams,
    Users,
    UserRoles,
    Views,
    PersonalViews,
    Notifications,
    Dashboards,
    Layouts,
  ],
  rules: platformRules,
  navigation: [
    {
      icon: 'settings',
      id: 'settings',
      items: ['users', 'teams', 'roles', 'user-roles', 'views', 'dashboards', 'layouts'],
      label: labelOf('navigation.settings'),
      order: 900,
    },
  ],
})
