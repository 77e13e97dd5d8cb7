import type { SelectField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs, Label } from '../types.ts'

/** One of a fixed set of values, each with its label; stored as text with a check. */
export function choice(
  args: FieldArgs & { defaultValue?: string; options: Readonly<Record<string, Label>> },
): SelectField {
  return {
    ...fieldBase(args, { kind: 'choice' }),
    ...(args.defaultValue === undefined ? {} : { defaultValue: args.defaultValue }),
    options: Object.entries(args.options).map(([value, label]) => ({ label, value })),
    type: 'select',
  }
}
