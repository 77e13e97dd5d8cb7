import { can, permissionsOfUser } from 'tenon/identity'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'

/**
 * Lets people change the lines and contacts of those deals alone that they may change themselves:
 * a line moves the amount of its deal. Acts of the system pass.
 */
export async function followDealRights(
  changes: readonly PendingChange[],
  { tenantId, transaction, userId }: RuleContext,
): Promise<void> {
  if (userId === null) {
    return
  }
  const level = can(
    { permissions: await permissionsOfUser(transaction, userId) },
    'deals',
    'update',
  )
  if (level === 'all') {
    return
  }
  const dealsOf = ({ after, before }: PendingChange) =>
    [after?.['deal'], before?.['deal']].filter((id) => typeof id === 'string')
  const own = await transaction.query<{ id: string }>(
    `select id from deals
      where tenant_id = $1 and id = any($2::uuid[]) and owner_id = $3 and $4::boolean`,
    [tenantId, changes.flatMap(dealsOf), userId, level === 'own'],
  )
  const allowed = new Set(own.map(({ id }) => id))
  for (const change of changes) {
    if (dealsOf(change).some((id) => !allowed.has(id))) {
      change.refuse(crmErrors.DEAL_FORBIDDEN({ field: 'deal' }))
    }
  }
}
