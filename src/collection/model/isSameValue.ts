import { isDeepStrictEqual } from 'node:util'

import type { FieldModel } from '../types.ts'

/** True when two values of a field mean the same: instants may be written in different ways. */
export function isSameValue(field: FieldModel, one: unknown, other: unknown): boolean {
  const first = one ?? null
  const second = other ?? null
  if (field.kind === 'instant' && typeof first === 'string' && typeof second === 'string') {
    return new Date(first).getTime() === new Date(second).getTime()
  }

  return isDeepStrictEqual(first, second)
}
