import { recordAudit, recordPlatformAudit } from '../../audit/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { addressRange } from '../addressRange.ts'
import { identityErrors } from '../errors.ts'
import type { PrincipalRow } from '../liveSession.ts'
import { findMember, openMemberSession } from '../member.ts'
import { openSession } from '../sessions.ts'
import type { OpenedSession, PlatformPrincipal, Principal, Visitor } from '../types.ts'
import type { ChallengeRow } from './challenges.ts'
import { endChallenge, findChallenge } from './challenges.ts'
import { findFactor, lockAccount, proveCode } from './factors.ts'

/** The second step of a sign-in: the challenge that the first one gave, and a code. */
export type SecondStep = { challenge: string; code: string; visitor: Visitor }

/**
 * Finishes a sign-in to a tenant with a code of the authenticator app or a recovery code. Throws
 * `IDENTITY_CHALLENGE_OVER`, `IDENTITY_CODE_WRONG`, `IDENTITY_SIGN_IN_BLOCKED` or
 * `IDENTITY_CREDENTIALS_WRONG`.
 */
export async function finishSignIn(
  step: SecondStep & { tenantId: string },
): Promise<OpenedSession<Principal>> {
  return finish(
    step,
    step.tenantId,
    async (transaction, { account_id: accountId, provider_id: providerId }) =>
      openMemberSession(
        transaction,
        await findMember(transaction, accountId, step.tenantId),
        step.visitor,
        providerId === null ? undefined : { id: providerId, isTrusted: false },
      ),
  )
}

/** Finishes a sign-in to the console; throws like `finishSignIn`. */
export async function finishPlatformSignIn(
  step: SecondStep,
): Promise<OpenedSession<PlatformPrincipal>> {
  return finish(step, null, async (transaction, { account_id: accountId }) => {
    const [staff] = await transaction.query<
      Pick<PrincipalRow, 'account_email' | 'account_name' | 'demo'>
    >(
      `select email as account_email, name as account_name, demo from accounts
        where id = $1 and platform_staff`,
      [accountId],
    )
    if (staff === undefined || (staff.demo && !step.visitor.demoAllowed)) {
      return undefined
    }
    const opened = await openSession(transaction, {
      accountId,
      facts: { step: 'second factor' },
      tenantId: null,
      userId: null,
      visitor: step.visitor,
    })

    return {
      ...opened,
      principal: {
        accountId,
        demo: staff.demo,
        email: staff.account_email,
        name: staff.account_name,
        sessionId: opened.session.id,
      },
    }
  })
}

async function finish<T>(
  step: SecondStep,
  tenantId: null | string,
  open: (
    transaction: Transaction,
    challenge: ChallengeRow,
  ) => Promise<OpenedSession<T> | undefined>,
): Promise<OpenedSession<T>> {
  const outcome = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const asked = { tenantId, token: step.challenge }
      const seen = await findChallenge(transaction, asked)
      if (seen === undefined) {
        return 'over'
      }
      await lockAccount(transaction, seen.account_id)
      // Sent twice at once, the second one must find the sign-in over instead of a wrong code.
      const challenge = await findChallenge(transaction, asked)
      const factor = await findFactor(transaction, seen.account_id)
      if (challenge === undefined || (factor?.confirmed_at ?? null) === null) {
        return 'over'
      }
      const { accountId, code, ip } = {
        accountId: challenge.account_id,
        code: step.code,
        ip: step.visitor.ip,
      }
      if (
        factor === undefined ||
        !(await proveCode(transaction, { accountId, code, ip }, factor))
      ) {
        const noted = {
          addressRange: addressRange(ip),
          facts: { step: 'second factor' },
          kind: 'sign-in.failed' as const,
          userAgent: step.visitor.userAgent,
        }
        await (tenantId === null
          ? recordPlatformAudit(transaction, { ...noted, accountId })
          : recordAudit(transaction, { ...noted, tenantId }))

        return 'wrong'
      }
      await endChallenge(transaction, challenge.id)
      const opened = await open(transaction, challenge)
      if (opened === undefined) {
        throw identityErrors.CREDENTIALS_WRONG({})
      }
      await transaction.query('update accounts set last_sign_in_at = now() where id = $1', [
        accountId,
      ])

      return opened
    }),
  )
  // Thrown only here: a wrong code must stay counted.
  if (outcome === 'over') {
    throw identityErrors.CHALLENGE_OVER({})
  }
  if (outcome === 'wrong') {
    throw identityErrors.CODE_WRONG({ field: 'code' })
  }

  return outcome
}
