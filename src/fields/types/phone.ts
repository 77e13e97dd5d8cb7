import type { TextField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A telephone number as people write it; `normalizePhone` gives the form that is compared. */
export function phone(args: FieldArgs): TextField {
  return { ...fieldBase(args, { kind: 'text', semantic: 'phone' }), maxLength: 50, type: 'text' }
}
