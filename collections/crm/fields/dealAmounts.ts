import type { Field } from 'payload'

import { boolean, currency, money, row } from 'tenon/fields'

import { labelOf } from '../translations/index.ts'

/** What a deal is worth, in its own and in the tenant's currency. */
export const dealAmounts: readonly Field[] = [
  row(
    money({
      index: true,
      label: labelOf('deals.amount'),
      name: 'amount',
    }),
    currency({ index: true, label: labelOf('deals.currency'), name: 'currency' }),
  ),
  boolean({
    defaultValue: true,
    description: labelOf('deals.amountFromLinesDescription'),
    label: labelOf('deals.amountFromLines'),
    name: 'amountFromLines',
  }),
  money({
    index: true,
    label: labelOf('deals.amountBase'),
    name: 'amountBase',
    protected: true,
    sidebar: true,
  }),
]
