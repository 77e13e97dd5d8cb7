import type { CollectionConfig, Field } from 'payload'

/** True for a collection that can have a board: it has stages, or a choice whose values can be columns. */
export function hasBoard({ fields }: Pick<CollectionConfig, 'fields'>): boolean {
  return fields.some(canBeColumns)
}

function canBeColumns(field: Field): boolean {
  switch (field.type) {
    case 'collapsible':
    case 'group':
    case 'row':
      return field.fields.some(canBeColumns)
    case 'relationship':
      return field.relationTo === 'stages'
    case 'select':
      return field.hasMany !== true
    case 'tabs':
      return field.tabs.some((tab) => tab.fields.some(canBeColumns))
    default:
      return false
  }
}
