import type { SingleRelationshipField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs, TenonFieldOptions } from '../types.ts'

/** A tie to one record of another collection of the same tenant. */
export function relation(
  args: FieldArgs & {
    /** Default `restrict` for a required relation, else `set null`. */
    onDelete?: NonNullable<TenonFieldOptions['onDelete']>
    relationTo: string
  },
): SingleRelationshipField {
  const onDelete = args.onDelete ?? (args.required === true ? 'restrict' : 'set null')

  return {
    ...fieldBase({ ...args, index: true }, { kind: 'relation', onDelete }),
    hasMany: false,
    maxDepth: 1,
    relationTo: args.relationTo,
    type: 'relationship',
  }
}
