import type { JSONField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A name that a tenant may give in several languages: a text or `{language: text}`. */
export function label(args: FieldArgs): JSONField {
  return { ...fieldBase(args, { kind: 'json', semantic: 'label' }), type: 'json' }
}
