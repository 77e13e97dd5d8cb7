import { canDo, readPermissions } from 'tenon/identity'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { warrantyErrors } from '../errors.ts'
import { VOID_WARRANTY } from '../permissions.ts'

/** Lets only people with the permission void a warranty. */
export async function guardVoiding(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const voided = changes.filter(
    ({ after, before }) => after?.['status'] === 'void' && before?.['status'] !== 'void',
  )
  if (voided.length === 0 || (await mayVoid(context))) {
    return
  }
  for (const { refuse } of voided) {
    refuse(warrantyErrors.VOID_FORBIDDEN({ field: 'status', permission: VOID_WARRANTY }))
  }
}

async function mayVoid({ tenantId, transaction, userId }: RuleContext): Promise<boolean> {
  if (userId === null) {
    return true
  }
  // The row-level security would hold without the tenant as well; with it, the statement can be
  // answered by one shard.
  const [role] = await transaction.query<{ permissions: unknown }>(
    `select r.permissions from users u
       join roles r on r.tenant_id = $1 and r.id = u.role_id
      where u.tenant_id = $1 and u.id = $2`,
    [tenantId, userId],
  )

  return canDo({ permissions: readPermissions(role?.permissions) }, VOID_WARRANTY)
}
