import { modelOf } from '../model/registry.ts'
import type { PendingChange, RuleContext } from '../types.ts'

const MAX_DEPTH = 50

/** How a collection refuses a parent that does not do. */
export type TreeFaults = { cycle: () => Error; depth: (depth: number) => Error }

/**
 * Makes the rule that keeps a collection a tree: no record becomes its own ancestor through its field
 * `parent`, also not through other changes of the batch, and no line is longer than 50.
 */
export function keepTree(
  collection: string,
  faults: TreeFaults,
): (changes: readonly PendingChange[], context: RuleContext) => Promise<void> {
  return async (changes, { tenantId, transaction }) => {
    const moved = changes.filter(
      ({ after, before }) =>
        typeof after?.['parent'] === 'string' && after['parent'] !== (before?.['parent'] ?? null),
    )
    if (moved.length === 0) {
      return
    }
    // Two batches that each look innocent could close a ring together, so they go one after the other.
    await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${tenantId}:${collection}.parent`,
    ])
    const { table } = modelOf(collection)
    const rows = await transaction.query<{ id: string; parent_id: null | string }>(
      `with recursive line as (
         select c.id, c.parent_id, 1 as depth from ${table} c
          where c.tenant_id = $1 and c.id = any($2::uuid[])
         union
         select c.id, c.parent_id, line.depth + 1 from line
           join ${table} c on c.tenant_id = $1 and c.id = line.parent_id
          where line.depth <= $3
       )
       select distinct id, parent_id from line`,
      [tenantId, [...new Set(moved.map(({ after }) => after?.['parent']))], MAX_DEPTH],
    )
    const parents = new Map<string, unknown>(rows.map((row) => [row.id, row.parent_id]))
    changes.forEach(({ after, id }) => parents.set(id, after?.['parent'] ?? null))
    for (const { id, refuse } of moved) {
      const fault = faultOf(id, parents, faults)
      if (fault !== undefined) {
        refuse(fault)
      }
    }
  }
}

function faultOf(
  id: string,
  parents: ReadonlyMap<string, unknown>,
  faults: TreeFaults,
): Error | undefined {
  let above = parents.get(id)
  for (let depth = 1; typeof above === 'string'; depth += 1) {
    if (above === id) {
      return faults.cycle()
    }
    if (depth >= MAX_DEPTH) {
      return faults.depth(MAX_DEPTH)
    }
    above = parents.get(above)
  }

  return undefined
}
