import { longText, relation, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** People who work on the same records; a team stands below at most one other. */
export const Teams = defineCollection({
  description: labelOf('teams.description'),
  fields: [
    text({ label: labelOf('teams.name'), name: 'name', required: true, unique: true }),
    relation({ label: labelOf('teams.parent'), name: 'parent', relationTo: 'teams' }),
    longText({ label: labelOf('teams.notes'), name: 'notes' }),
  ],
  guard: 'users.manage',
  icon: 'users-round',
  labels: { plural: labelOf('teams.plural'), singular: labelOf('teams.singular') },
  listColumns: ['name', 'parent', 'updatedAt'],
  slug: 'teams',
  systemColumns: ['tenant_id', 'id', 'parent_id'],
  title: 'name',
  trash: false,
})
