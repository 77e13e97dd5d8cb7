import { relation } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A further role of a user, beside the main one that stands in the user's own record. */
export const UserRoles = defineCollection({
  defaultSort: '-createdAt',
  description: labelOf('userRoles.description'),
  fields: [
    relation({
      label: labelOf('userRoles.user'),
      name: 'user',
      onDelete: 'cascade',
      relationTo: 'users',
      required: true,
    }),
    relation({
      label: labelOf('userRoles.role'),
      name: 'role',
      onDelete: 'cascade',
      relationTo: 'roles',
      required: true,
    }),
  ],
  guard: 'users.manage',
  icon: 'user-round-plus',
  labels: { plural: labelOf('userRoles.plural'), singular: labelOf('userRoles.singular') },
  listColumns: ['user', 'role', 'createdAt'],
  searchFields: [],
  slug: 'user-roles',
  systemColumns: ['tenant_id', 'id', 'user_id', 'role_id'],
  title: 'id',
  trash: false,
  unique: [['user', 'role']],
})
