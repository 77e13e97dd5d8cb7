import { recordAudit } from '../../audit/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { invalidateSession } from '../sessionCache.ts'
import { lockUser } from '../users.ts'

/**
 * Ends every session of a user in the current tenant and says how many; what the same account has
 * open in other tenants goes on. Throws `IDENTITY_USER_MISSING`.
 */
export async function signOutUser(userId: string): Promise<number> {
  const { actor, tenantId } = requireTenantScope()
  const user = await database().transaction((transaction) => lockUser(transaction, userId))
  if (user === undefined) {
    throw identityErrors.USER_MISSING({ field: 'user' })
  }
  const ended = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const rows = await transaction.query<{ id: string }>(
        'delete from sessions where tenant_id = $1 and user_id = $2 returning id',
        [tenantId, userId],
      )
      await recordAudit(transaction, {
        actor,
        facts: { sessions: rows.length },
        kind: 'sign-out.other',
        subject: userId,
        tenantId,
      })

      return rows
    }),
  )
  ended.forEach(({ id }) => {
    invalidateSession(id)
  })

  return ended.length
}
