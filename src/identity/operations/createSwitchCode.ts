import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { issueToken } from '../accountTokens.ts'
import { identityErrors } from '../errors.ts'
import { findMember } from '../member.ts'
import { oidcErrors } from '../oidc/errors.ts'
import type { Principal } from '../types.ts'

/**
 * A code with which another tenant's host opens a session for the same account: 60 seconds, once.
 * Without a session it comes from the password alone: a second factor is then asked for at that host.
 * Throws `IDENTITY_MEMBER_MISSING` unless the account has an active user there, and
 * `OIDC_SWITCH_REFUSED` for a session that a tenant's provider has opened.
 */
export async function createSwitchCode(
  principal: { sessionId?: string } & Pick<Principal, 'accountId' | 'provider'>,
  targetTenantId: string,
): Promise<string> {
  // A provider proves a person to its own tenant: no other need believe it.
  if (principal.provider !== undefined) {
    throw oidcErrors.SWITCH_REFUSED({})
  }

  return runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const member = await findMember(transaction, principal.accountId, targetTenantId)
      if (member === undefined) {
        throw identityErrors.MEMBER_MISSING({})
      }

      return issueToken(transaction, {
        accountId: principal.accountId,
        kind: principal.sessionId === undefined ? 'entry' : 'switch',
        tenantId: targetTenantId,
        userId: member.user_id,
      })
    }),
  )
}
