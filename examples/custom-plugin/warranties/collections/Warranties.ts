import { calendarDate, choice, longText, relation, row, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** What was promised for one sold product. */
export const Warranties = defineCollection({
  defaultSort: 'endsOn',
  fields: [
    text({ label: labelOf('fields.serial'), name: 'serial', required: true, unique: true }),
    row(
      relation({
        label: labelOf('fields.product'),
        name: 'product',
        relationTo: 'products',
        required: true,
      }),
      relation({ label: labelOf('fields.contact'), name: 'contact', relationTo: 'contacts' }),
    ),
    row(
      calendarDate({ label: labelOf('fields.startsOn'), name: 'startsOn', required: true }),
      calendarDate({
        description: labelOf('fields.endsOnDescription'),
        index: true,
        label: labelOf('fields.endsOn'),
        name: 'endsOn',
      }),
    ),
    choice({
      defaultValue: 'active',
      index: true,
      label: labelOf('fields.status'),
      name: 'status',
      options: {
        active: labelOf('status.active'),
        claimed: labelOf('status.claimed'),
        void: labelOf('status.void'),
      },
      required: true,
      sidebar: true,
    }),
    longText({ label: labelOf('fields.notes'), name: 'notes' }),
  ],
  icon: 'shield-check',
  labels: { plural: labelOf('plural'), singular: labelOf('singular') },
  listColumns: ['serial', 'product', 'contact', 'endsOn', 'status'],
  searchFields: ['serial'],
  slug: 'warranties',
  title: 'serial',
})
