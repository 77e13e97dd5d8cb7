import type { TextField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** One line of text, 255 characters unless told otherwise. */
export function text(args: FieldArgs & { defaultValue?: string; maxLength?: number }): TextField {
  return {
    ...fieldBase(args, { kind: 'text' }),
    ...(args.defaultValue === undefined ? {} : { defaultValue: args.defaultValue }),
    maxLength: args.maxLength ?? 255,
    type: 'text',
  }
}
