import type { Field, RowField } from 'payload'

/** Lays fields side by side on the form; it stores nothing itself. */
export function row(...fields: Field[]): RowField {
  return { fields, type: 'row' }
}
