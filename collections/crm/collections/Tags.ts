import { choice, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A word that records are marked with. */
export const Tags = defineCollection({
  fields: [
    text({ index: true, label: labelOf('tags.name'), maxLength: 60, name: 'name', required: true }),
    choice({
      defaultValue: 'grey',
      label: labelOf('tags.colour'),
      name: 'colour',
      options: {
        blue: labelOf('tags.colours.blue'),
        green: labelOf('tags.colours.green'),
        grey: labelOf('tags.colours.grey'),
        orange: labelOf('tags.colours.orange'),
        pink: labelOf('tags.colours.pink'),
        purple: labelOf('tags.colours.purple'),
        red: labelOf('tags.colours.red'),
        teal: labelOf('tags.colours.teal'),
        yellow: labelOf('tags.colours.yellow'),
      },
    }),
    // The name as it is compared: two tags must not differ in capitals or spaces alone.
    text({
      label: labelOf('tags.nameKey'),
      name: 'nameKey',
      protected: true,
      sidebar: true,
      unique: true,
    }),
  ],
  icon: 'tag',
  labels: { plural: labelOf('tags.plural'), singular: labelOf('tags.singular') },
  listColumns: ['name', 'colour', 'updatedAt'],
  searchFields: ['name'],
  slug: 'tags',
  title: 'name',
  trash: false,
})
