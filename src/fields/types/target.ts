import type { PolymorphicRelationshipField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs, TenonFieldOptions } from '../types.ts'

/**
 * A tie to one record of any collection that names this one in its `linkedBy`; `{relationTo, value}` in
 * JSON. The record must exist in the tenant and be readable by the writer.
 */
export function target(
  args: FieldArgs & {
    /** What becomes of this record when the other is deleted for good; default `cascade`. */
    onDelete?: Exclude<NonNullable<TenonFieldOptions['onDelete']>, 'restrict'>
  },
): PolymorphicRelationshipField {
  return {
    ...fieldBase(args, { kind: 'polymorphic', onDelete: args.onDelete ?? 'cascade' }),
    hasMany: false,
    maxDepth: 1,
    relationTo: [],
    type: 'relationship',
  }
}
