import type { EmailField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** An e-mail address, stored in lower case. */
export function email(args: FieldArgs): EmailField {
  return {
    ...fieldBase(args, { kind: 'text', lowerCase: true, semantic: 'email' }),
    type: 'email',
  }
}
