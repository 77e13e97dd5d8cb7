import { instant, integer, relation } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** One stay of a deal in a stage; written by the rules of deals alone. */
export const DealStageHistory = defineCollection({
  defaultSort: '-enteredAt',
  fields: [
    relation({
      label: labelOf('stageHistory.deal'),
      name: 'deal',
      onDelete: 'cascade',
      protected: true,
      relationTo: 'deals',
      required: true,
    }),
    relation({
      label: labelOf('stageHistory.stage'),
      name: 'stage',
      protected: true,
      relationTo: 'stages',
    }),
    instant({
      label: labelOf('stageHistory.enteredAt'),
      name: 'enteredAt',
      protected: true,
      required: true,
    }),
    instant({ label: labelOf('stageHistory.leftAt'), name: 'leftAt', protected: true }),
    integer({ label: labelOf('stageHistory.seconds'), name: 'seconds', protected: true }),
    relation({
      label: labelOf('stageHistory.movedBy'),
      name: 'movedBy',
      protected: true,
      relationTo: 'users',
    }),
  ],
  indexes: [
    ['deal', 'enteredAt', 'id'],
    // With what the time in each stage is reckoned from, so that a year of stays needs no row.
    ['enteredAt', 'id', 'stage', 'leftAt'],
    ['stage', 'enteredAt', 'id'],
  ],
  labels: { plural: labelOf('stageHistory.plural'), singular: labelOf('stageHistory.singular') },
  listColumns: ['deal', 'stage', 'enteredAt', 'leftAt', 'seconds', 'movedBy'],
  searchFields: [],
  slug: 'deal-stage-history',
  title: 'id',
  tracked: false,
  trash: false,
  writtenBy: 'rules',
})
