import { boolean, json } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** What people of one tenant may do. */
export const Roles = defineCollection({
  configuration: true,
  defaultSort: 'title',
  fields: [
    json({ label: labelOf('roles.permissions'), name: 'permissions', required: true }),
    boolean({
      label: labelOf('roles.builtIn'),
      name: 'builtIn',
      protected: true,
      sidebar: true,
    }),
  ],
  icon: 'key-round',
  labels: { plural: labelOf('roles.plural'), singular: labelOf('roles.singular') },
  listColumns: ['title', 'key', 'builtIn', 'updatedAt'],
  slug: 'roles',
  systemColumns: ['tenant_id', 'id', 'key', 'permissions'],
  title: 'title',
})
