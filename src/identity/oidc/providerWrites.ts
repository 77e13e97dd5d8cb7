import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { covers, readPermissions } from '../permissions.ts'
import { invalidateTenantSessions } from '../sessionCache.ts'
import { findRole } from '../users.ts'
import { oidcErrors } from './errors.ts'
import type { ProviderManager, ProviderSettings } from './types.ts'

/** Throws `OIDC_REACH_REFUSED` unless the person holds all that any role of the tenant gives. */
export async function requireReach(
  transaction: Transaction,
  manager: ProviderManager,
): Promise<void> {
  const rows = await transaction.query<{ permissions: unknown }>(
    'select permissions from roles where tenant_id = $1',
    [requireTenantScope().tenantId],
  )
  const isShort = rows.some(
    ({ permissions }) => !covers(manager.permissions, readPermissions(permissions)),
  )
  if (isShort) {
    throw oidcErrors.REACH_REFUSED({})
  }
}

/** The id of the role that new people get, which must give no more than the manager holds. */
export async function settleRole(
  transaction: Transaction,
  wanted: Pick<ProviderSettings, 'createUsers' | 'role'>,
  manager: ProviderManager,
): Promise<null | string> {
  if (wanted.role === null) {
    if (wanted.createUsers) {
      throw oidcErrors.ROLE_NEEDED({ field: 'role' })
    }

    return null
  }
  const role = await findRole(
    transaction,
    isId(wanted.role) ? { id: wanted.role } : { key: wanted.role },
  )
  if (role === undefined) {
    throw identityErrors.ROLE_MISSING({ field: 'role' })
  }
  if (!covers(manager.permissions, role.permissions)) {
    throw identityErrors.ROLE_TOO_HIGH({ field: 'role' })
  }

  return role.id
}

/** Ends every session that a provider of the current tenant has opened, and sign-ins on their way. */
export async function endProviderSessions(providerId: string): Promise<void> {
  const { tenantId } = requireTenantScope()
  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await transaction.query('delete from sessions where tenant_id = $1 and provider_id = $2', [
        tenantId,
        providerId,
      ])
      await transaction.query(
        `update sign_in_challenges set used_at = now()
          where tenant_id = $1 and provider_id = $2 and used_at is null`,
        [tenantId, providerId],
      )
    }),
  )
  invalidateTenantSessions(tenantId)
}
