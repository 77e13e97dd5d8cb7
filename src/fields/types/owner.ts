import type { SingleRelationshipField } from 'payload'

import type { Label } from '../types.ts'
import { relation } from './relation.ts'

/** The user a record belongs to; name it as the collection's `ownerField`. */
export function owner(args: { label: Label; name?: string }): SingleRelationshipField {
  return relation({
    label: args.label,
    name: args.name ?? 'owner',
    relationTo: 'users',
    sidebar: true,
  })
}
