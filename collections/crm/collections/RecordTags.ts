import { relation, target } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A tag on a record. */
export const RecordTags = defineCollection({
  defaultSort: '-createdAt',
  fields: [
    relation({
      label: labelOf('recordTags.tag'),
      name: 'tag',
      onDelete: 'cascade',
      relationTo: 'tags',
      required: true,
    }),
    target({ label: labelOf('recordTags.target'), name: 'target', required: true }),
  ],
  icon: 'tags',
  indexes: [['target', 'tag']],
  labels: { plural: labelOf('recordTags.plural'), singular: labelOf('recordTags.singular') },
  listColumns: ['tag', 'target', 'createdAt'],
  searchFields: [],
  slug: 'record-tags',
  title: 'id',
  trash: false,
  unique: [['tag', 'target']],
})
