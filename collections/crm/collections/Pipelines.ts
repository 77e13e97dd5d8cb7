import { boolean } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A way deals take from the first word to the signature. */
export const Pipelines = defineCollection({
  configuration: true,
  defaultSort: 'title',
  fields: [boolean({ label: labelOf('pipelines.isDefault'), name: 'isDefault', sidebar: true })],
  icon: 'route',
  labels: { plural: labelOf('pipelines.plural'), singular: labelOf('pipelines.singular') },
  listColumns: ['title', 'isDefault', 'key', 'updatedAt'],
  slug: 'pipelines',
  title: 'title',
})
