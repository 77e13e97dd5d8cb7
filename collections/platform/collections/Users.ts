import { choice, email, relation, row, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { accountField } from '../fields/accountField.ts'
import { labelOf } from '../translations/index.ts'

/** A person of one tenant; the account to sign in with may be missing. */
export const Users = defineCollection({
  defaultSort: 'name',
  description: labelOf('users.description'),
  fields: [
    row(
      text({ index: true, label: labelOf('users.name'), name: 'name', required: true }),
      email({ label: labelOf('users.email'), name: 'email', unique: true }),
    ),
    row(
      text({ label: labelOf('users.title'), name: 'title' }),
      text({ index: true, label: labelOf('users.office'), name: 'office' }),
    ),
    relation({ label: labelOf('users.manager'), name: 'manager', relationTo: 'users' }),
    relation({
      label: labelOf('users.role'),
      name: 'role',
      onDelete: 'restrict',
      relationTo: 'roles',
      sidebar: true,
    }),
    relation({ label: labelOf('users.team'), name: 'team', relationTo: 'teams', sidebar: true }),
    choice({
      defaultValue: 'placeholder',
      index: true,
      label: labelOf('users.status'),
      name: 'status',
      options: {
        active: labelOf('users.statuses.active'),
        disabled: labelOf('users.statuses.disabled'),
        invited: labelOf('users.statuses.invited'),
        placeholder: labelOf('users.statuses.placeholder'),
      },
      protected: true,
      sidebar: true,
    }),
    choice({
      defaultValue: 'staff',
      label: labelOf('users.kind'),
      name: 'kind',
      options: { portal: labelOf('users.kinds.portal'), staff: labelOf('users.kinds.staff') },
      protected: true,
      sidebar: true,
    }),
    choice({
      label: labelOf('users.locale'),
      name: 'locale',
      options: { de: labelOf('users.locales.de'), en: labelOf('users.locales.en') },
      sidebar: true,
    }),
    text({
      description: labelOf('users.timeZoneDescription'),
      label: labelOf('users.timeZone'),
      maxLength: 64,
      name: 'timeZone',
      sidebar: true,
    }),
    accountField,
  ],
  guard: 'users.manage',
  icon: 'user-round',
  labels: { plural: labelOf('users.plural'), singular: labelOf('users.singular') },
  listColumns: ['name', 'email', 'role', 'status', 'manager', 'office'],
  searchFields: ['name', 'email'],
  slug: 'users',
  systemColumns: [
    ...['tenant_id', 'id', 'account_id', 'name', 'email', 'role_id'],
    ...['status', 'kind', 'locale', 'deleted_at', 'team_id', 'time_zone'],
  ],
  title: 'name',
  unique: [['account']],
})
