import { boolean, choice, json, owner, row, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A way to look at a collection that one person keeps for themselves. */
export const PersonalViews = defineCollection({
  defaultSort: 'name',
  fields: [
    text({ label: labelOf('views.name'), maxLength: 100, name: 'name', required: true }),
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
    boolean({ label: labelOf('views.isDefault'), name: 'isDefault' }),
    json({
      description: labelOf('views.definitionDescription'),
      label: labelOf('views.definition'),
      name: 'definition',
    }),
    owner({ label: labelOf('views.owner') }),
  ],
  icon: 'table-2',
  labels: { plural: labelOf('views.personalPlural'), singular: labelOf('views.personalSingular') },
  listColumns: ['name', 'collection', 'kind', 'updatedAt'],
  ownerField: 'owner',
  personal: true,
  slug: 'personal-views',
  title: 'name',
  trash: false,
})
