import {
  address,
  currency,
  domain,
  integer,
  longText,
  money,
  owner,
  phone,
  relation,
  row,
  text,
  url,
} from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** An organisation a tenant deals with; parents make a tree. */
export const Companies = defineCollection({
  fields: [
    text({ index: true, label: labelOf('companies.name'), name: 'name', required: true }),
    row(
      text({ index: true, label: labelOf('companies.industry'), name: 'industry' }),
      integer({ index: true, label: labelOf('companies.employees'), min: 0, name: 'employees' }),
      integer({
        label: labelOf('companies.foundedYear'),
        max: 9999,
        min: 1,
        name: 'foundedYear',
      }),
    ),
    row(
      money({
        label: labelOf('companies.revenue'),
        name: 'revenue',
      }),
      currency({ label: labelOf('companies.currency'), name: 'currency' }),
    ),
    row(
      domain({ index: true, label: labelOf('companies.domain'), name: 'domain' }),
      url({ label: labelOf('companies.website'), name: 'website' }),
      phone({ index: true, label: labelOf('companies.phone'), name: 'phone' }),
    ),
    relation({ label: labelOf('companies.parent'), name: 'parent', relationTo: 'companies' }),
    address({ label: labelOf('companies.address') }),
    longText({ label: labelOf('companies.description'), name: 'description' }),
    owner({ label: labelOf('companies.owner') }),
  ],
  icon: 'building-2',
  indexes: [['owner', 'name', 'id']],
  labels: { plural: labelOf('companies.plural'), singular: labelOf('companies.singular') },
  linkedBy: ['activity-targets', 'attachments', 'record-tags'],
  listColumns: ['name', 'industry', 'employees', 'domain', 'phone', 'parent', 'owner'],
  ownerField: 'owner',
  searchFields: ['name', 'domain'],
  slug: 'companies',
  title: 'name',
})
