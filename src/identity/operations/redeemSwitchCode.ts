import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { useToken } from '../accountTokens.ts'
import { identityErrors } from '../errors.ts'
import { findMember, openMemberSession } from '../member.ts'
import { CHALLENGE_SECONDS, issueChallenge } from '../secondFactor/challenges.ts'
import { hasSecondFactor } from '../secondFactor/factors.ts'
import type { OpenedSession, Principal, Visitor } from '../types.ts'

/**
 * Exchanges a switch code for a session in its tenant. Throws `IDENTITY_CODE_INVALID`; and
 * `IDENTITY_SECOND_FACTOR_NEEDED` with a `challenge` where a code of the account must follow.
 */
export async function redeemSwitchCode(args: {
  code: string
  tenantId: string
  visitor: Visitor
}): Promise<OpenedSession<Principal>> {
  const { code: token, tenantId, visitor } = args
  const opened = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const proven = await useToken(transaction, { kind: 'switch', tenantId, token })
      const code = proven ?? (await useToken(transaction, { kind: 'entry', tenantId, token }))
      if (code === undefined) {
        throw identityErrors.CODE_INVALID({})
      }
      const challenge =
        proven === undefined ? await challengeOf(transaction, code.account_id, tenantId) : undefined
      if (challenge !== undefined) {
        return challenge
      }
      const member = await findMember(transaction, code.account_id, tenantId)
      const session = await openMemberSession(transaction, member, visitor)
      if (session === undefined) {
        throw identityErrors.CODE_INVALID({})
      }

      return session
    }),
  )
  if (typeof opened === 'string') {
    throw identityErrors.SECOND_FACTOR_NEEDED({ challenge: opened, seconds: CHALLENGE_SECONDS })
  }

  return opened
}

/** Only the password stands behind the code: an account with a second factor must show it too. */
async function challengeOf(
  transaction: Transaction,
  accountId: string,
  tenantId: string,
): Promise<string | undefined> {
  const [account] = await transaction.query<{ password_hash: null | string }>(
    'select password_hash from accounts where id = $1 for update',
    [accountId],
  )
  const passwordHash = account?.password_hash ?? null
  if (passwordHash === null || !(await hasSecondFactor(transaction, accountId))) {
    return undefined
  }

  return issueChallenge(transaction, { accountId, passwordHash, tenantId })
}
