import type { PendingChange, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'

const MAX_DEPTH = 50

/** Refuses a parent that would make a company its own ancestor, also through other changes of the batch. */
export async function checkCompanyParents(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const moved = changes.filter(
    ({ after, before }) =>
      after !== null &&
      typeof after['parent'] === 'string' &&
      after['parent'] !== (before?.['parent'] ?? null),
  )
  if (moved.length === 0) {
    return
  }
  // Two batches that each look innocent could close a ring together, so they go one after the other.
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${tenantId}:companies.parent`,
  ])
  const rows = await transaction.query<{ id: string; parent_id: null | string }>(
    `with recursive line as (
       select c.id, c.parent_id, 1 as depth from companies c
        where c.tenant_id = $1 and c.id = any($2::uuid[])
       union
       select c.id, c.parent_id, line.depth + 1 from line
         join companies c on c.tenant_id = $1 and c.id = line.parent_id
        where line.depth <= $3
     )
     select distinct id, parent_id from line`,
    [tenantId, [...new Set(moved.map(({ after }) => after?.['parent']))], MAX_DEPTH],
  )
  const parents = new Map<string, unknown>(rows.map((row) => [row.id, row.parent_id]))
  changes.forEach(({ after, id }) => parents.set(id, after?.['parent'] ?? null))
  for (const { id, refuse } of moved) {
    const fault = faultOf(id, parents)
    if (fault !== undefined) {
      refuse(fault)
    }
  }
}

function faultOf(id: string, parents: ReadonlyMap<string, unknown>): Error | undefined {
  let above = parents.get(id)
  for (let depth = 1; typeof above === 'string'; depth += 1) {
    if (above === id) {
      return crmErrors.COMPANY_PARENT_CYCLE({ field: 'parent' })
    }
    if (depth >= MAX_DEPTH) {
      return crmErrors.COMPANY_PARENT_DEPTH({ depth: MAX_DEPTH, field: 'parent' })
    }
    above = parents.get(above)
  }

  return undefined
}
