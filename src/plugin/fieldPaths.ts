import type { Field } from 'payload'

/** A field that keeps a value, with its dotted path. */
export type StoredField = {
  field: Exclude<Field, { type: 'collapsible' | 'group' | 'row' | 'tabs' }>
  path: string
}

/** Every field of a collection that keeps a value or shows one, through rows, groups and tabs. */
export function storedFields(fields: readonly Field[], prefix = ''): StoredField[] {
  return fields.flatMap((field): StoredField[] => {
    switch (field.type) {
      case 'collapsible':
      case 'row':
        return storedFields(field.fields, prefix)
      case 'group':
        return storedFields(field.fields, 'name' in field ? `${prefix}${field.name}.` : prefix)
      case 'tabs':
        return field.tabs.flatMap((tab) =>
          storedFields(tab.fields, 'name' in tab && tab.name ? `${prefix}${tab.name}.` : prefix),
        )
      default:
        return [{ field, path: `${prefix}${field.name}` }]
    }
  })
}
