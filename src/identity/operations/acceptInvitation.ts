import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem, runAsTenant } from '../../kernel/scope/index.ts'
import { setFirstPassword } from '../accounts.ts'
import type { TokenAccountRow } from '../accountTokens.ts'
import { readTokenStatement, useToken } from '../accountTokens.ts'
import { provePassword } from '../credentials.ts'
import { identityErrors } from '../errors.ts'
import { withHashingSlot } from '../hashingSlots.ts'
import { findMember, openMemberSession } from '../member.ts'
import { hashPassword, requireStrongPassword } from '../passwords.ts'
import { CHALLENGE_SECONDS, issueChallenge } from '../secondFactor/challenges.ts'
import { hasSecondFactor, lockAccount } from '../secondFactor/factors.ts'
import type { OpenedSession, Principal, Visitor } from '../types.ts'
import { activateUser } from '../users.ts'

/** The link that was followed and what the person typed. */
export type Acceptance = {
  name?: string | undefined
  password: string
  tenantId: string
  token: string
  visitor: Visitor
}

/**
 * Lets an invited user in and opens a session. A new account takes the password as its own; an
 * account that has one must show it: whoever invites can see the link where no mail server is set up,
 * and it must not open that person's other tenants. Throws `IDENTITY_CODE_INVALID`,
 * `IDENTITY_PASSWORD_WEAK`, `IDENTITY_CREDENTIALS_WRONG` or `IDENTITY_SIGN_IN_BLOCKED`; and
 * `IDENTITY_SECOND_FACTOR_NEEDED` with a `challenge` where a code must follow.
 */
export async function acceptInvitation(acceptance: Acceptance): Promise<OpenedSession<Principal>> {
  const { tenantId, visitor } = acceptance
  const secret = { kind: 'invite' as const, tenantId, token: acceptance.token }
  const invited = await readInvitation(acceptance)
  if (invited === undefined) {
    throw identityErrors.CODE_INVALID({})
  }
  const passwordHash = await settlePassword(invited, acceptance)
  const userId = invited.user_id ?? ''
  const name = acceptance.name?.trim() ?? ''

  // Before the link is used up: after a crash between the two it can be followed once more.
  const isLetIn = await runAsTenant({ tenantId, userId: invited.user_id }, () =>
    database().transaction((transaction) =>
      activateUser(transaction, {
        accountId: invited.account_id,
        id: userId,
        name: name === '' ? null : name,
      }),
    ),
  )
  if (!isLetIn) {
    throw identityErrors.CODE_INVALID({})
  }

  const opened = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await lockAccount(transaction, invited.account_id)
      const used = await useToken(transaction, secret)
      const isOwn =
        passwordHash === null ||
        (await setFirstPassword(transaction, invited.account_id, passwordHash))
      if (used === undefined || !isOwn) {
        throw identityErrors.CODE_INVALID({})
      }

      return enter(transaction, invited, { tenantId, visitor })
    }),
  )
  if (typeof opened === 'string') {
    throw identityErrors.SECOND_FACTOR_NEEDED({ challenge: opened, seconds: CHALLENGE_SECONDS })
  }

  return opened
}

/** A session, or the challenge of an account that has yet to show its second factor. */
async function enter(
  transaction: Transaction,
  invited: TokenAccountRow,
  at: { tenantId: string; visitor: Visitor },
): Promise<OpenedSession<Principal> | string> {
  const { account_id: accountId, password_hash: passwordHash } = invited
  if (passwordHash !== null && (await hasSecondFactor(transaction, accountId))) {
    return issueChallenge(transaction, { accountId, passwordHash, tenantId: at.tenantId })
  }
  const member = await findMember(transaction, accountId, at.tenantId)
  const opened = await openMemberSession(transaction, member, at.visitor)
  if (opened === undefined) {
    throw identityErrors.CODE_INVALID({})
  }

  return opened
}

/** What an invitation says to whoever holds its link, or undefined when it no longer holds. */
export async function describeInvitation(invitation: {
  tenantId: string
  token: string
}): Promise<undefined | { email: string; hasPassword: boolean; name: string }> {
  const found = await readInvitation(invitation)

  return found === undefined
    ? undefined
    : { email: found.email, hasPassword: found.password_hash !== null, name: found.name }
}

async function readInvitation(invitation: {
  tenantId: string
  token: string
}): Promise<TokenAccountRow | undefined> {
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      readTokenStatement({
        kind: 'invite',
        tenantId: invitation.tenantId,
        token: invitation.token,
      }),
    ]),
  )

  return rows?.[0] as TokenAccountRow | undefined
}

async function settlePassword(
  invited: TokenAccountRow,
  acceptance: Acceptance,
): Promise<null | string> {
  const { password, visitor } = acceptance
  if (invited.password_hash === null) {
    requireStrongPassword(password, invited.email)

    return withHashingSlot(invited.account_id, () => hashPassword(password))
  }
  await runAsSystem('identity', () => provePassword({ email: invited.email, password, visitor }))

  return null
}
