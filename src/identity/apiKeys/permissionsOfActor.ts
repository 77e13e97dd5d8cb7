import type { Row, Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { permissionsOf, permissionsOfUser } from '../permissionsOfUser.ts'
import type { Permissions } from '../types.ts'

/**
 * The rights behind the running scope: those of the API key's role where a key acts, else those of
 * the user, or null where nobody signed in. What a key may do is less than what its owner may.
 */
export async function permissionsOfActor(transaction: Transaction): Promise<null | Permissions> {
  const { actor, tenantId, userId } = requireTenantScope()
  if (actor.type !== 'api_key') {
    return userId === null ? null : permissionsOfUser(transaction, userId)
  }
  const rows = await transaction.query<Row & { permissions: unknown }>(
    `select r.permissions from api_keys k
      join roles r on r.tenant_id = k.tenant_id and r.id = k.role_id
      where k.tenant_id = $1 and k.id = $2 and k.revoked_at is null`,
    [tenantId, actor.id],
  )

  return permissionsOf(rows.map(({ permissions }) => permissions))
}
