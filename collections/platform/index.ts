import { definePlugin } from 'tenon/plugin'

import { Roles } from './collections/Roles.ts'
import { Users } from './collections/Users.ts'
import { platformConfiguration } from './configuration.ts'
import { platformRules } from './rules.ts'
import { labelOf } from './translations/index.ts'

/** Users and roles of every tenant. */
export const platform = definePlugin({
  id: 'platform',
  kernel: '^0.1.0',
  label: labelOf('module'),
  required: true,
  configuration: platformConfiguration,
  collections: [Roles, Users],
  rules: platformRules,
  navigation: [
    {
      icon: 'settings',
      id: 'settings',
      items: ['users', 'roles'],
      label: labelOf('navigation.settings'),
      order: 900,
    },
  ],
})
