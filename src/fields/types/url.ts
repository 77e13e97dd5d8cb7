import type { TextField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A web address that starts with http:// or https://. */
export function url(args: FieldArgs): TextField {
  return { ...fieldBase(args, { kind: 'text', semantic: 'url' }), maxLength: 2_000, type: 'text' }
}
