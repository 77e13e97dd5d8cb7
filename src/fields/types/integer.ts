import type { NumberField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A whole number. */
export function integer(
  args: FieldArgs & { defaultValue?: number; max?: number; min?: number },
): NumberField {
  const base = fieldBase(args, { kind: 'integer' })

  return {
    ...base,
    admin: { ...base.admin, step: 1 },
    ...(args.defaultValue === undefined ? {} : { defaultValue: args.defaultValue }),
    max: args.max ?? Number.MAX_SAFE_INTEGER,
    min: args.min ?? -Number.MAX_SAFE_INTEGER,
    type: 'number',
  }
}
