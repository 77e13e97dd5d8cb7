import type { Field } from 'payload'

import type { CollectionModel } from '../collection/index.ts'
import { fieldAccess } from '../server/index.ts'

/** Gives every stored field of a form the rights that the person's roles say, by its path. */
export function withFieldAccess(
  fields: readonly Field[],
  model: CollectionModel,
  prefix = '',
): Field[] {
  return fields.map((field): Field => {
    switch (field.type) {
      case 'collapsible':
      case 'row':
        return { ...field, fields: withFieldAccess(field.fields, model, prefix) }
      case 'group':
        return {
          ...field,
          fields: withFieldAccess(
            field.fields,
            model,
            'name' in field ? `${prefix}${field.name}.` : prefix,
          ),
        }
      case 'tabs':
        return {
          ...field,
          tabs: field.tabs.map((tab) => ({
            ...tab,
            fields: withFieldAccess(
              tab.fields,
              model,
              'name' in tab && tab.name ? `${prefix}${tab.name}.` : prefix,
            ),
          })),
        }
      case 'join':
      case 'ui':
        return field
      default:
        return { ...field, access: fieldAccess(model, `${prefix}${field.name}`) }
    }
  })
}
