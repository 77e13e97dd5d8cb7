import type { DateField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A moment in time, ISO 8601 in UTC, shown in the reader's time zone. */
export function instant(args: FieldArgs): DateField {
  const base = fieldBase(args, { kind: 'instant' })

  return {
    ...base,
    admin: { ...base.admin, date: { pickerAppearance: 'dayAndTime' } },
    type: 'date',
  }
}
