import { valueAt } from '../../collection/index.ts'
import { normaliseValue } from '../guess/words.ts'
import { rowErrors, toFault } from '../rows/rowErrors.ts'
import type { ImportPlan, PreparedRow } from '../types.ts'
import type { StepContext } from './types.ts'

/** The value by which a row is matched to a record, in the form in which values are compared, or null. */
export function matchValue(context: StepContext, row: PreparedRow): string | null {
  return matchValueOf(context.plan, row)
}

/** The same, for a plan alone. */
export function matchValueOf({ match }: ImportPlan, row: PreparedRow): string | null {
  if (match.by === 'external') {
    return row.external
  }
  const value = match.by === 'field' ? valueAt(row.data, match.path) : undefined

  return typeof value === 'string' || typeof value === 'number'
    ? normaliseValue(String(value))
    : null
}

/** Ids of the records that exist for rows; a row that two records match gets a fault. */
export async function matchRows(
  context: StepContext,
  rows: readonly PreparedRow[],
): Promise<Map<PreparedRow, string>> {
  const { match } = context.plan
  const matched = new Map<PreparedRow, string>()
  if (match.by === 'none') {
    return matched
  }
  const values = new Map<PreparedRow, string>()
  for (const row of rows) {
    const value = matchValue(context, row)
    if (value !== null) {
      values.set(row, value)
    }
  }
  const found = await findMatches(context, [...new Set(values.values())], rows)
  const seen = await context.store.readable(context.plan.collection, [...found.values()].flat())
  for (const [row, value] of values) {
    const ids = found.get(value) ?? []
    const [id] = ids
    if (ids.length > 1) {
      const facts = { column: keyColumn(context), field: keyPath(context) }
      row.faults.push(toFault(rowErrors.AMBIGUOUS({ ...facts, count: ids.length, value })))
    } else if (id !== undefined && !seen.has(id)) {
      row.faults.push(toFault(rowErrors.NOT_YOURS({ column: keyColumn(context), value })))
    } else if (id !== undefined) {
      matched.set(row, id)
    }
  }

  return matched
}

async function findMatches(
  context: StepContext,
  values: readonly string[],
  rows: readonly PreparedRow[],
): Promise<Map<string, string[]>> {
  const { plan, store } = context
  if (values.length === 0 || plan.match.by === 'none') {
    return new Map()
  }
  if (plan.match.by === 'external') {
    return store.findExternal({
      collection: plan.collection,
      sources: [plan.match.source],
      values,
    })
  }
  const { path } = plan.match
  // As written, so that the index is used before the slower comparison in any case.
  const written = rows.map((row) => valueAt(row.data, path)).filter((value) => value !== undefined)

  return store.find({
    collection: plan.collection,
    field: path,
    values: [...new Set(written.map(String))],
  })
}

function externalColumn({ plan }: StepContext): string {
  return plan.columns.find((column) => column.target?.kind === 'external')?.header ?? ''
}

function keyColumn(context: StepContext): string {
  const path = keyPath(context)

  return path === ''
    ? externalColumn(context)
    : (context.plan.columns.find(
        (column) => column.target?.kind === 'field' && column.target.path === path,
      )?.header ?? '')
}

function keyPath({ plan }: StepContext): string {
  return plan.match.by === 'field' ? plan.match.path : ''
}
