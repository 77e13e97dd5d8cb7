import { choice, instant, integer, relation, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** What somebody is told about the work of others; it names a record, never what stands in it. */
export const Notifications = defineCollection({
  defaultSort: '-createdAt',
  fields: [
    relation({
      label: labelOf('notifications.user'),
      name: 'user',
      onDelete: 'cascade',
      protected: true,
      relationTo: 'users',
      required: true,
    }),
    choice({
      defaultValue: 'assigned',
      label: labelOf('notifications.kind'),
      name: 'kind',
      options: { assigned: labelOf('notifications.kinds.assigned') },
      protected: true,
      required: true,
    }),
    text({
      label: labelOf('notifications.collection'),
      maxLength: 40,
      name: 'collection',
      protected: true,
      required: true,
    }),
    text({
      label: labelOf('notifications.record'),
      maxLength: 36,
      name: 'record',
      protected: true,
    }),
    integer({ label: labelOf('notifications.count'), min: 1, name: 'count', protected: true }),
    relation({
      label: labelOf('notifications.actor'),
      name: 'actor',
      protected: true,
      relationTo: 'users',
    }),
    instant({ label: labelOf('notifications.readAt'), name: 'readAt', protected: true }),
  ],
  icon: 'bell',
  indexes: [
    ['user', 'createdAt desc', 'id desc'],
    ['user', 'readAt'],
  ],
  labels: {
    plural: labelOf('notifications.plural'),
    singular: labelOf('notifications.singular'),
  },
  listColumns: ['kind', 'collection', 'actor', 'createdAt', 'readAt'],
  ownerField: 'user',
  personal: true,
  searchFields: [],
  slug: 'notifications',
  title: 'id',
  trash: false,
  writtenBy: 'rules',
})
