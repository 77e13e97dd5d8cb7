import type { Transaction } from '../../kernel/db/index.ts'
import { canDo } from '../permissions.ts'
import type { Principal } from '../types.ts'
import { oidcErrors } from './errors.ts'

/**
 * Refuses what a password opens with `OIDC_PASSWORD_REFUSED` where the tenant lets people in through
 * its provider only; who manages its settings keeps this way back in. Reads in a system transaction.
 */
export async function refusePassword(
  transaction: Transaction,
  principal: Pick<Principal, 'permissions' | 'tenantId'>,
): Promise<void> {
  const only = await transaction.query(
    'select id from identity_providers where tenant_id = $1 and enabled and is_only limit 1',
    [principal.tenantId],
  )
  if (only.length > 0 && !canDo(principal, 'settings.manage')) {
    throw oidcErrors.PASSWORD_REFUSED({})
  }
}
