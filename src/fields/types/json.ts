import type { JSONField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** Any JSON value, kept whole; it can be neither filtered nor sorted by. */
export function json(args: FieldArgs): JSONField {
  return { ...fieldBase(args, { kind: 'json' }), type: 'json' }
}
