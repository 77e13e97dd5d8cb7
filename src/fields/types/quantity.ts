import type { NumberField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A quantity as an integer of thousandths: 1500 is one and a half. */
export function quantity(args: FieldArgs & { defaultValue?: number; min?: number }): NumberField {
  const base = fieldBase(args, { kind: 'integer', semantic: 'thousandths' })

  return {
    ...base,
    admin: { ...base.admin, step: 1 },
    ...(args.defaultValue === undefined ? {} : { defaultValue: args.defaultValue }),
    max: 1_000_000_000_000,
    min: args.min ?? 0,
    type: 'number',
  }
}
