import type { DateField } from 'payload'

import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** A day of the calendar, `YYYY-MM-DD`, the same in every time zone. */
export function calendarDate(args: FieldArgs): DateField {
  const base = fieldBase(args, { kind: 'date' })

  return {
    ...base,
    admin: { ...base.admin, date: { pickerAppearance: 'dayOnly' } },
    type: 'date',
  }
}
