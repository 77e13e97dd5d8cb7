import type { TextareaField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** Text of several lines, 20,000 characters unless told otherwise. */
export function longText(args: FieldArgs & { maxLength?: number }): TextareaField {
  return {
    ...fieldBase(args, { kind: 'text' }),
    maxLength: args.maxLength ?? 20_000,
    type: 'textarea',
  }
}
