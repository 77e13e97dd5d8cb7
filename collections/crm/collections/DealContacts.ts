import { choice, relation } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** The part a contact plays in a deal. */
export const DealContacts = defineCollection({
  defaultSort: '-createdAt',
  fields: [
    relation({
      label: labelOf('dealContacts.deal'),
      name: 'deal',
      onDelete: 'cascade',
      relationTo: 'deals',
      required: true,
    }),
    relation({
      label: labelOf('dealContacts.contact'),
      name: 'contact',
      onDelete: 'cascade',
      relationTo: 'contacts',
      required: true,
    }),
    choice({
      label: labelOf('dealContacts.role'),
      name: 'role',
      options: {
        billing: labelOf('dealContacts.roles.billing'),
        champion: labelOf('dealContacts.roles.champion'),
        decisionMaker: labelOf('dealContacts.roles.decisionMaker'),
        influencer: labelOf('dealContacts.roles.influencer'),
        other: labelOf('dealContacts.roles.other'),
        user: labelOf('dealContacts.roles.user'),
      },
    }),
  ],
  icon: 'users',
  labels: { plural: labelOf('dealContacts.plural'), singular: labelOf('dealContacts.singular') },
  listColumns: ['contact', 'deal', 'role', 'updatedAt'],
  searchFields: [],
  slug: 'deal-contacts',
  title: 'id',
  trash: false,
  unique: [['deal', 'contact']],
})
