import { money, percent, quantity, relation, row } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A quantity of one product in a deal; amounts are in the deal's currency. */
export const DealLines = defineCollection({
  defaultSort: '-createdAt',
  fields: [
    row(
      relation({
        label: labelOf('dealLines.deal'),
        name: 'deal',
        onDelete: 'cascade',
        relationTo: 'deals',
        required: true,
      }),
      relation({
        label: labelOf('dealLines.product'),
        name: 'product',
        relationTo: 'products',
        required: true,
      }),
    ),
    row(
      quantity({
        defaultValue: 1000,
        label: labelOf('dealLines.quantity'),
        name: 'quantity',
      }),
      money({
        description: labelOf('dealLines.unitPriceDescription'),
        label: labelOf('dealLines.unitPrice'),
        name: 'unitPrice',
      }),
      percent({
        label: labelOf('dealLines.discount'),
        name: 'discount',
      }),
    ),
    money({
      label: labelOf('dealLines.total'),
      name: 'total',
      protected: true,
      sidebar: true,
    }),
  ],
  icon: 'list',
  labels: { plural: labelOf('dealLines.plural'), singular: labelOf('dealLines.singular') },
  listColumns: ['product', 'deal', 'quantity', 'unitPrice', 'discount', 'total'],
  searchFields: [],
  slug: 'deal-lines',
  title: 'id',
  trash: false,
})
