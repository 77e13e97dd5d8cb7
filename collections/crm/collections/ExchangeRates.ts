import { calendarDate, currency, integer, row } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/**
 * What one unit of a currency is worth in the tenant's own from a day on, as a whole number of
 * hundred-millionths: 92,500,000 means 0.925.
 */
export const ExchangeRates = defineCollection({
  defaultSort: '-date',
  description: labelOf('exchangeRates.description'),
  fields: [
    row(
      currency({ label: labelOf('exchangeRates.currency'), name: 'currency', required: true }),
      calendarDate({
        index: true,
        label: labelOf('exchangeRates.date'),
        name: 'date',
        required: true,
      }),
      integer({
        description: labelOf('exchangeRates.rateDescription'),
        label: labelOf('exchangeRates.rate'),
        min: 1,
        name: 'rate',
        required: true,
      }),
    ),
  ],
  guard: 'settings.manage',
  icon: 'coins',
  labels: { plural: labelOf('exchangeRates.plural'), singular: labelOf('exchangeRates.singular') },
  listColumns: ['currency', 'date', 'rate', 'updatedAt'],
  searchFields: ['currency'],
  slug: 'exchange-rates',
  title: 'currency',
  trash: false,
  unique: [['currency', 'date']],
})
