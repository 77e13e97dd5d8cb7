import type { NumberField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A number with decimals; never for money, see `money`. */
export function number(args: FieldArgs & { max?: number; min?: number }): NumberField {
  return {
    ...fieldBase(args, { kind: 'number' }),
    ...(args.max === undefined ? {} : { max: args.max }),
    ...(args.min === undefined ? {} : { min: args.min }),
    type: 'number',
  }
}
