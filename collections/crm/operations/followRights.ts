import { accessOfUser } from 'tenon/identity'
import type { AccessView } from 'tenon/kernel'
import type { PendingChange, RuleContext } from 'tenon/plugin'

/**
 * Makes the rule that lets people change the parts of those records alone that they may change
 * themselves. `parent` is the path of the relation, `collection` and `table` what it points to; deletions
 * are left out where a part may go with something else. Acts of the system pass.
 */
export function followRights(parts: {
  collection: string
  deletions: boolean
  parent: string
  refusal: (where: { field: string }) => Error
  table: 'activities' | 'contacts' | 'deals'
}): (changes: readonly PendingChange[], context: RuleContext) => Promise<void> {
  const { collection, deletions, parent, refusal, table } = parts
  const parentsOf = ({ after, before }: PendingChange) =>
    after === null && !deletions
      ? []
      : [after?.[parent], before?.[parent]].filter((id) => typeof id === 'string')

  return async (changes, context) => {
    const access = await accessOf(context)
    const level = access?.level(collection, 'update') ?? 'none'
    if (context.userId === null || level === 'all') {
      return
    }
    const own = await context.transaction.query<{ id: string }>(
      `select r.id from ${table} r
        where r.tenant_id = $1 and r.id = any($2::uuid[])
          and (($3 and r.owner_id = $4) or ($5 and r.owner_id in
            (select u.id from users u where u.tenant_id = $1 and u.team_id = any($6::uuid[]))))`,
      [
        context.tenantId,
        changes.flatMap(parentsOf),
        level !== 'none',
        context.userId,
        level === 'team',
        access?.teamIds ?? [],
      ],
    )
    const allowed = new Set(own.map(({ id }) => id))
    for (const change of changes) {
      if (parentsOf(change).some((id) => !allowed.has(id))) {
        change.refuse(refusal({ field: parent }))
      }
    }
  }
}

function accessOf({ access, transaction, userId }: RuleContext): Promise<AccessView | undefined> {
  return access === undefined && userId !== null
    ? accessOfUser(transaction, userId)
    : Promise.resolve(access)
}
