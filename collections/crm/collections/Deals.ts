import { calendarDate, longText, owner, relation, row, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { dealAmounts } from '../fields/dealAmounts.ts'
import { dealProgress } from '../fields/dealProgress.ts'
import { labelOf } from '../translations/index.ts'

/** A possible sale on its way through the stages of a pipeline. */
export const Deals = defineCollection({
  defaultSort: '-createdAt',
  fields: [
    text({ index: true, label: labelOf('deals.title'), name: 'title', required: true }),
    row(
      relation({
        label: labelOf('deals.pipeline'),
        name: 'pipeline',
        onDelete: 'restrict',
        relationTo: 'pipelines',
      }),
      relation({
        label: labelOf('deals.stage'),
        name: 'stage',
        onDelete: 'restrict',
        relationTo: 'stages',
      }),
    ),
    row(
      relation({ label: labelOf('deals.company'), name: 'company', relationTo: 'companies' }),
      relation({ label: labelOf('deals.product'), name: 'product', relationTo: 'products' }),
    ),
    ...dealAmounts,
    row(
      calendarDate({ label: labelOf('deals.engagedOn'), name: 'engagedOn' }),
      calendarDate({ index: true, label: labelOf('deals.closeDate'), name: 'closeDate' }),
    ),
    text({ label: labelOf('deals.lostReason'), name: 'lostReason' }),
    longText({ label: labelOf('deals.description'), name: 'description' }),
    owner({ label: labelOf('deals.owner') }),
    ...dealProgress,
  ],
  icon: 'handshake',
  indexes: [
    ['stage', 'closeDate', 'id'],
    ['owner', 'closeDate', 'id'],
    ['company', 'closeDate', 'id'],
    ['stageKind', 'closeDate', 'id'],
  ],
  labels: { plural: labelOf('deals.plural'), singular: labelOf('deals.singular') },
  linkedBy: ['activity-targets', 'attachments', 'record-tags'],
  listColumns: ['title', 'company', 'stage', 'amount', 'currency', 'closeDate', 'owner'],
  ownerField: 'owner',
  searchFields: ['title'],
  slug: 'deals',
  title: 'title',
})
