import type { CollapsibleField, Field } from 'payload'

import type { Label } from '../types.ts'

/** A titled part of the form that can be folded away; it stores nothing itself. */
export function section(args: {
  fields: Field[]
  folded?: boolean
  label: Label
}): CollapsibleField {
  return {
    admin: { initCollapsed: args.folded ?? false },
    fields: args.fields,
    label: args.label,
    type: 'collapsible',
  }
}
