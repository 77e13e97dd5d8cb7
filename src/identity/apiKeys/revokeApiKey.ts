import { recordAudit } from '../../audit/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { canDo } from '../permissions.ts'
import { invalidateSession } from '../sessionCache.ts'
import type { Principal } from '../types.ts'

/**
 * Ends an API key of the current tenant: one's own, or any for who may manage settings. Doing it
 * again changes nothing. Throws `IDENTITY_API_KEY_MISSING`.
 */
export async function revokeApiKey(
  id: string,
  revoker: Pick<Principal, 'permissions' | 'userId'>,
): Promise<void> {
  const ended = await database().transaction(async (transaction) => {
    const rows = await transaction.query<{ name: string }>(
      `update api_keys set revoked_at = coalesce(revoked_at, now())
        where tenant_id = $1 and id = $2 and ($3::boolean or owner_id = $4) returning name`,
      [requireTenantScope().tenantId, id, canDo(revoker, 'settings.manage'), revoker.userId],
    )
    const [key] = rows
    if (key !== undefined) {
      const { name } = key
      await recordAudit(transaction, { facts: { name }, kind: 'api-key.revoked', subject: id })
    }

    return rows
  })
  if (ended.length === 0) {
    throw identityErrors.API_KEY_MISSING({})
  }
  invalidateSession(id)
}
