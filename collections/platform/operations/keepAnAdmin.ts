import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

import { platformErrors } from '../errors.ts'

/** Refuses changes that would leave the tenant without an active administrator. */
export async function keepAnAdmin(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const leaving = changes.filter(
    ({ after, before }) => isActive(before) && hasLostGround(before, after),
  )
  if (leaving.length === 0) {
    return
  }
  // One writer at a time: two admins who disable each other at once must not both succeed.
  const [admin] = await transaction.query<{ id: string }>(
    "select id from roles where tenant_id = $1 and key = 'admin' for update",
    [tenantId],
  )
  if (admin === undefined || !leaving.some(({ before }) => before?.['role'] === admin.id)) {
    return
  }
  const staying = changes.some(({ after }) => isActive(after) && after?.['role'] === admin.id)
  if (staying) {
    return
  }
  const others = await transaction.query(
    `select id from users where tenant_id = $1 and role_id = $2 and status = 'active'
       and deleted_at is null and not (id = any($3::uuid[])) limit 1`,
    [tenantId, admin.id, changes.map(({ id }) => id)],
  )
  if (others.length === 0) {
    leaving.forEach(({ refuse }) => {
      refuse(platformErrors.ADMIN_LAST({}))
    })
  }
}

function isActive(user: null | RecordDoc): boolean {
  return user?.['status'] === 'active' && (user['deletedAt'] ?? null) === null
}

function hasLostGround(before: null | RecordDoc, after: null | RecordDoc): boolean {
  return !isActive(after) || before?.['role'] !== after?.['role']
}
