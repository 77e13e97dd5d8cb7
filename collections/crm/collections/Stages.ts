import { choice, integer, json, relation, row } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** One step of a pipeline; its kind says whether deals in it are open, won or lost. */
export const Stages = defineCollection({
  configuration: true,
  defaultSort: 'order',
  fields: [
    relation({
      label: labelOf('stages.pipeline'),
      name: 'pipeline',
      relationTo: 'pipelines',
      required: true,
    }),
    row(
      choice({
        index: true,
        label: labelOf('stages.kind'),
        name: 'kind',
        options: {
          lost: labelOf('stages.kinds.lost'),
          open: labelOf('stages.kinds.open'),
          won: labelOf('stages.kinds.won'),
        },
        required: true,
      }),
      integer({ label: labelOf('stages.order'), name: 'order', required: true }),
      integer({
        label: labelOf('stages.probability'),
        max: 100,
        min: 0,
        name: 'probability',
      }),
    ),
    json({
      description: labelOf('stages.allowedFromDescription'),
      label: labelOf('stages.allowedFrom'),
      name: 'allowedFrom',
    }),
    json({
      description: labelOf('stages.requiredFieldsDescription'),
      label: labelOf('stages.requiredFields'),
      name: 'requiredFields',
    }),
  ],
  icon: 'milestone',
  indexes: [['pipeline', 'order', 'id']],
  labels: { plural: labelOf('stages.plural'), singular: labelOf('stages.singular') },
  listColumns: ['title', 'pipeline', 'order', 'kind', 'probability', 'key'],
  slug: 'stages',
  title: 'title',
})
