import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { issueToken } from '../accountTokens.ts'
import { identityErrors } from '../errors.ts'
import { findMember } from '../member.ts'
import type { Principal } from '../types.ts'

/**
 * A code with which another tenant's host opens a session for the same account: 60 seconds, once.
 * Throws `IDENTITY_MEMBER_MISSING` unless the account has an active user there.
 */
export async function createSwitchCode(
  principal: Pick<Principal, 'accountId'>,
  targetTenantId: string,
): Promise<string> {
  return runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const member = await findMember(transaction, principal.accountId, targetTenantId)
      if (member === undefined) {
        throw identityErrors.MEMBER_MISSING({})
      }

      return issueToken(transaction, {
        accountId: principal.accountId,
        kind: 'switch',
        tenantId: targetTenantId,
        userId: member.user_id,
      })
    }),
  )
}
