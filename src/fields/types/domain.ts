import type { TextField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A host name such as `example.com`, stored in lower case. */
export function domain(args: FieldArgs): TextField {
  return {
    ...fieldBase(args, { kind: 'text', lowerCase: true, semantic: 'domain' }),
    maxLength: 253,
    type: 'text',
  }
}
