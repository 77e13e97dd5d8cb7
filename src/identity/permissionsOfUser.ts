import type { Transaction } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import { readPermissions } from './permissions.ts'
import type { Permissions } from './types.ts'

/** The rights a user of the current tenant holds by their role; none where there is no such user. */
export async function permissionsOfUser(
  transaction: Transaction,
  userId: string,
): Promise<Permissions> {
  const [row] = await transaction.query<{ permissions: unknown }>(
    `select r.permissions from users u
      join roles r on r.tenant_id = u.tenant_id and r.id = u.role_id
      where u.tenant_id = $1 and u.id = $2 and u.status = 'active' and u.deleted_at is null`,
    [requireTenantScope().tenantId, userId],
  )

  return readPermissions(row?.permissions)
}
