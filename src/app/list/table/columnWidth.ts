import type { FieldView } from '../../../screens/index.ts'

/** Narrowest and widest column, in pixels. */
export const NARROWEST = 72
/** Widest column, in pixels. */
export const WIDEST = 900

const BY_KIND: Readonly<Record<FieldView['kind'], number>> = {
  boolean: 100,
  choice: 150,
  date: 130,
  instant: 180,
  integer: 140,
  json: 180,
  number: 130,
  polymorphic: 180,
  relation: 190,
  text: 190,
}

const BY_SEMANTIC: Readonly<Record<string, number>> = { currency: 110, email: 240 }

const TITLE = 300

/** How wide a column is at first, in pixels. */
export function columnWidth(field: FieldView, title: string): number {
  return field.path === title ? TITLE : (BY_SEMANTIC[field.semantic ?? ''] ?? BY_KIND[field.kind])
}

/** A width within its bounds. */
export function boundedWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, NARROWEST), WIDEST))
}
