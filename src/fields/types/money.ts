import type { NumberField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** An amount as an integer of minor units (cents); its currency stands in a `currency` field. */
export function money(args: FieldArgs & { max?: number; min?: number }): NumberField {
  const base = fieldBase(args, { kind: 'integer', semantic: 'money' })

  return {
    ...base,
    admin: { ...base.admin, step: 1 },
    max: args.max ?? Number.MAX_SAFE_INTEGER,
    min: args.min ?? -Number.MAX_SAFE_INTEGER,
    type: 'number',
  }
}
