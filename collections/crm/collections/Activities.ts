import { boolean, choice, instant, longText, owner, relation, row, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** Something done or to be done with others: a call, a meeting, a note, a task, an e-mail. */
export const Activities = defineCollection({
  defaultSort: '-at',
  fields: [
    row(
      choice({
        defaultValue: 'task',
        index: true,
        label: labelOf('activities.type'),
        name: 'type',
        options: {
          call: labelOf('activities.types.call'),
          email: labelOf('activities.types.email'),
          meeting: labelOf('activities.types.meeting'),
          note: labelOf('activities.types.note'),
          task: labelOf('activities.types.task'),
        },
        required: true,
      }),
      text({ index: true, label: labelOf('activities.subject'), name: 'subject', required: true }),
    ),
    longText({ label: labelOf('activities.body'), name: 'body' }),
    row(
      instant({ label: labelOf('activities.startAt'), name: 'startAt' }),
      instant({ label: labelOf('activities.endAt'), name: 'endAt' }),
    ),
    row(
      instant({ index: true, label: labelOf('activities.dueAt'), name: 'dueAt' }),
      choice({
        defaultValue: 'normal',
        label: labelOf('activities.priority'),
        name: 'priority',
        options: {
          high: labelOf('activities.priorities.high'),
          low: labelOf('activities.priorities.low'),
          normal: labelOf('activities.priorities.normal'),
        },
      }),
    ),
    row(
      boolean({ defaultValue: false, label: labelOf('activities.done'), name: 'done' }),
      instant({ label: labelOf('activities.doneAt'), name: 'doneAt' }),
    ),
    relation({
      label: labelOf('activities.assignee'),
      name: 'assignee',
      relationTo: 'users',
      sidebar: true,
    }),
    owner({ label: labelOf('activities.owner') }),
    instant({
      description: labelOf('activities.atDescription'),
      index: true,
      label: labelOf('activities.at'),
      name: 'at',
      protected: true,
      sidebar: true,
    }),
  ],
  icon: 'calendar-check',
  indexes: [
    ['assignee', 'done', 'dueAt', 'id'],
    ['owner', 'at desc', 'id desc'],
  ],
  labels: { plural: labelOf('activities.plural'), singular: labelOf('activities.singular') },
  listColumns: ['subject', 'type', 'at', 'dueAt', 'done', 'assignee'],
  ownerField: 'owner',
  searchFields: ['subject'],
  slug: 'activities',
  title: 'subject',
})
