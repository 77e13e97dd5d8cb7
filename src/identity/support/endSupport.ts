import { recordAudit } from '../../audit/index.ts'
import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { invalidateSession } from '../sessionCache.ts'

/** Ends support in the current tenant at once; throws `IDENTITY_SESSION_MISSING` where it is over. */
export async function endSupport(id: string): Promise<void> {
  const { tenantId, userId } = requireTenantScope()
  await database().transaction(async (transaction) => {
    const ended = await transaction.query(
      `update support_sessions set ended_at = now(), ended_by = $3
        where tenant_id = $1 and id = $2 and ended_at is null and expires_at > now() returning id`,
      [tenantId, id, userId],
    )
    if (ended.length === 0) {
      throw identityErrors.SESSION_MISSING({})
    }
    await recordAudit(transaction, { kind: 'support.ended', subject: id })
  })
  const sessions = await runAsSystem('identity', () =>
    database().transaction((transaction) =>
      transaction.query<Row & { id: string }>(
        'delete from sessions where tenant_id = $1 and support_id = $2 returning id',
        [tenantId, id],
      ),
    ),
  )
  sessions.forEach((session) => {
    invalidateSession(session.id)
  })
}
