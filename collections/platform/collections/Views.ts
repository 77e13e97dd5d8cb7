import { choice, json, relation, row, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A way to look at a collection that a team, or everybody, shares. */
export const Views = defineCollection({
  configuration: true,
  defaultSort: 'title',
  description: labelOf('views.description'),
  fields: [
    row(
      text({
        index: true,
        label: labelOf('views.collection'),
        maxLength: 100,
        name: 'collection',
        required: true,
      }),
      choice({
        defaultValue: 'table',
        label: labelOf('views.kind'),
        name: 'kind',
        options: { board: labelOf('views.kinds.board'), table: labelOf('views.kinds.table') },
      }),
    ),
    relation({
      description: labelOf('views.teamDescription'),
      label: labelOf('views.team'),
      name: 'team',
      relationTo: 'teams',
    }),
    json({
      description: labelOf('views.rolesDescription'),
      label: labelOf('views.roles'),
      name: 'roles',
    }),
    json({
      description: labelOf('views.definitionDescription'),
      label: labelOf('views.definition'),
      name: 'definition',
    }),
  ],
  guard: 'views.manage',
  icon: 'table-2',
  labels: { plural: labelOf('views.plural'), singular: labelOf('views.singular') },
  listColumns: ['title', 'collection', 'kind', 'team', 'updatedAt'],
  slug: 'views',
  title: 'title',
})
