import { json, relation, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** How the page of a collection's records is laid out, for one role or for everybody. */
export const Layouts = defineCollection({
  configuration: true,
  defaultSort: 'collection',
  description: labelOf('layouts.description'),
  fields: [
    text({
      description: labelOf('layouts.collectionDescription'),
      index: true,
      label: labelOf('layouts.collection'),
      maxLength: 63,
      name: 'collection',
      required: true,
    }),
    relation({
      description: labelOf('layouts.roleDescription'),
      label: labelOf('layouts.role'),
      name: 'role',
      onDelete: 'cascade',
      relationTo: 'roles',
    }),
    json({
      description: labelOf('layouts.definitionDescription'),
      label: labelOf('layouts.definition'),
      name: 'definition',
      required: true,
    }),
  ],
  icon: 'panels-top-left',
  labels: { plural: labelOf('layouts.plural'), singular: labelOf('layouts.singular') },
  listColumns: ['title', 'collection', 'role', 'key', 'updatedAt'],
  slug: 'layouts',
  title: 'title',
  unique: [['collection', 'role']],
})
