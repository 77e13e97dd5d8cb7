import { json } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A home page that people of certain roles begin with. */
export const Dashboards = defineCollection({
  configuration: true,
  defaultSort: 'key',
  description: labelOf('dashboards.description'),
  fields: [
    json({
      description: labelOf('dashboards.rolesDescription'),
      label: labelOf('dashboards.roles'),
      name: 'roles',
    }),
    json({
      description: labelOf('dashboards.definitionDescription'),
      label: labelOf('dashboards.definition'),
      name: 'definition',
      required: true,
    }),
  ],
  icon: 'layout-dashboard',
  labels: { plural: labelOf('dashboards.plural'), singular: labelOf('dashboards.singular') },
  listColumns: ['title', 'key', 'updatedAt'],
  slug: 'dashboards',
  title: 'title',
})
