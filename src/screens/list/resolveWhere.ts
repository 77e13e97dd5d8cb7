import type { CollectionModel, FieldKind, WhereTree } from '../../collection/index.ts'
import { modelOf, recordErrors } from '../../collection/index.ts'
import type { DayRange } from './periods.ts'
import { periodDays } from './periods.ts'
import { startOfDay } from './zonedDay.ts'

/** The reader, in the place of a user's id. */
const ME = '@me'

/** What relative values are reckoned from. */
export type Here = { timeZone: string; today: string; userId: string }

/**
 * A list's condition as the API takes it: `{within: 'last-30-days'}` becomes bounds of days or instants, `@me` the
 * reader. Throws `RECORD_QUERY_INVALID` for a period that means none.
 */
export function resolveWhere(model: CollectionModel, tree: WhereTree, here: Here): WhereTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) =>
      key === 'and' || key === 'or'
        ? [
            key,
            (Array.isArray(value) ? value : []).map((one) =>
              resolveWhere(model, one as WhereTree, here),
            ),
          ]
        : [key, resolveField(kindOf(model, key), value, here)],
    ),
  )
}

/** The bounds of a range of days as values of a field, which are days or instants. */
export function boundsOf(
  range: DayRange,
  kind: FieldKind | undefined,
  timeZone: string,
): { greater_than_equal: string; less_than: string } {
  const at = (day: string) => (kind === 'date' ? day : startOfDay(day, timeZone))

  return { greater_than_equal: at(range.from), less_than: at(range.until) }
}

/** How the value at a path is stored, over relations too; undefined for a path that is none. */
export function kindOf(model: CollectionModel, path: string): FieldKind | undefined {
  const field = model.byPath.get(path)
  if (field !== undefined) {
    return field.kind
  }
  const keys = path.split('.')
  for (let length = keys.length - 1; length > 0; length -= 1) {
    const { relationTo } = model.byPath.get(keys.slice(0, length).join('.')) ?? {}
    if (relationTo !== undefined) {
      return kindOf(modelOf(relationTo), keys.slice(length).join('.'))
    }
  }

  return undefined
}

function resolveField(kind: FieldKind | undefined, value: unknown, here: Here): unknown {
  if (value === null || typeof value !== 'object') {
    return value
  }

  return Object.fromEntries(
    Object.entries(value).flatMap(([operator, operand]) =>
      operator === 'within'
        ? Object.entries(boundsOf(daysOf(operand, here), kind, here.timeZone))
        : [[operator, withReader(operand, here)]],
    ),
  )
}

function daysOf(name: unknown, { today }: Here): DayRange {
  const range = typeof name === 'string' ? periodDays(name, today) : undefined
  if (range === undefined) {
    throw recordErrors.QUERY_INVALID({ reason: `there is no period "${String(name)}"` })
  }

  return range
}

function withReader(operand: unknown, { userId }: Here): unknown {
  return Array.isArray(operand)
    ? operand.map((one: unknown) => (one === ME ? userId : one))
    : operand === ME
      ? userId
      : operand
}
