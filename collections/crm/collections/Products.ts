import { boolean, currency, longText, money, row, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** Something a tenant sells. */
export const Products = defineCollection({
  fields: [
    row(
      text({ index: true, label: labelOf('products.name'), name: 'name', required: true }),
      text({ label: labelOf('products.sku'), maxLength: 100, name: 'sku', unique: true }),
    ),
    row(
      money({
        index: true,
        label: labelOf('products.price'),
        min: 0,
        name: 'price',
      }),
      currency({ label: labelOf('products.currency'), name: 'currency' }),
    ),
    text({ index: true, label: labelOf('products.series'), name: 'series' }),
    longText({ label: labelOf('products.description'), name: 'description' }),
    boolean({
      defaultValue: true,
      index: true,
      label: labelOf('products.active'),
      name: 'active',
      sidebar: true,
    }),
  ],
  icon: 'package',
  labels: { plural: labelOf('products.plural'), singular: labelOf('products.singular') },
  linkedBy: ['attachments', 'record-tags'],
  listColumns: ['name', 'sku', 'series', 'price', 'currency', 'active'],
  searchFields: ['name', 'sku'],
  slug: 'products',
  title: 'name',
})
