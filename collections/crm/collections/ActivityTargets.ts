import { instant, relation, target } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A record that an activity is about; an activity may be about several. */
export const ActivityTargets = defineCollection({
  defaultSort: '-at',
  fields: [
    relation({
      label: labelOf('activityTargets.activity'),
      name: 'activity',
      onDelete: 'cascade',
      relationTo: 'activities',
      required: true,
    }),
    target({ label: labelOf('activityTargets.target'), name: 'target', required: true }),
    // A copy of the activity's time, so that the activities of a record find an index.
    instant({
      index: true,
      label: labelOf('activities.at'),
      name: 'at',
      protected: true,
      sidebar: true,
    }),
  ],
  icon: 'link',
  indexes: [['target', 'at desc', 'id desc']],
  labels: {
    plural: labelOf('activityTargets.plural'),
    singular: labelOf('activityTargets.singular'),
  },
  listColumns: ['activity', 'target', 'at'],
  searchFields: [],
  slug: 'activity-targets',
  title: 'id',
  trash: false,
  unique: [['activity', 'target']],
})
