import type { NumberField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A share as an integer of hundredths of a percent: 1250 is 12.5 %. From 0 to 100 % unless told otherwise. */
export function percent(
  args: FieldArgs & { defaultValue?: number; max?: number; min?: number },
): NumberField {
  const base = fieldBase(args, { kind: 'integer', semantic: 'percent' })

  return {
    ...base,
    admin: { ...base.admin, step: 1 },
    ...(args.defaultValue === undefined ? {} : { defaultValue: args.defaultValue }),
    max: args.max ?? 10_000,
    min: args.min ?? 0,
    type: 'number',
  }
}
