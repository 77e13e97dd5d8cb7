import type { CheckboxField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** Yes or no; no unless told otherwise. */
export function boolean(args: FieldArgs & { defaultValue?: boolean }): CheckboxField {
  return {
    ...fieldBase(args, { kind: 'boolean' }),
    defaultValue: args.defaultValue ?? false,
    type: 'checkbox',
  }
}
