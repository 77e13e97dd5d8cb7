import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { forgetFailures } from '../attempts.ts'
import type { ProvenAccount } from '../credentials.ts'
import { proveCredentials } from '../credentials.ts'
import { identityErrors } from '../errors.ts'
import { toLiveSession } from '../liveSession.ts'
import { refusePassword } from '../oidc/passwordRule.ts'
import { permissionsOf } from '../permissionsOfUser.ts'
import { CHALLENGE_SECONDS, issueChallenge } from '../secondFactor/challenges.ts'
import { hasSecondFactor } from '../secondFactor/factors.ts'
import { openSession } from '../sessions.ts'
import type { OpenedSession, PlatformPrincipal, Principal, Session, Visitor } from '../types.ts'

/** What a person gives to sign in. */
export type Credentials = { email: string; password: string; visitor: Visitor }

/**
 * Signs a user in to a tenant with a session of its own, beside any others. Throws
 * `IDENTITY_CREDENTIALS_WRONG`, `IDENTITY_SIGN_IN_BLOCKED`, `IDENTITY_TENANT_SUSPENDED` or
 * `OIDC_PASSWORD_REFUSED`; and `IDENTITY_SECOND_FACTOR_NEEDED` with a `challenge` where a code must follow.
 */
export async function signIn(
  args: Credentials & { tenantId: string },
): Promise<OpenedSession<Principal>> {
  return runAsSystem('identity', async () => {
    const { account, session, token } = await open(args, args.tenantId)
    const live = toLiveSession({ ...account, session_id: session.id, tenant_id: args.tenantId })
    if (!live?.principal) {
      throw identityErrors.CREDENTIALS_WRONG({})
    }

    return { principal: live.principal, session, token }
  })
}

/** Signs a member of the platform's staff in to the console; throws like `signIn`. */
export async function signInToPlatform(
  args: Credentials,
): Promise<OpenedSession<PlatformPrincipal>> {
  return runAsSystem('identity', async () => {
    const { account, session, token } = await open(args, null)
    const live = toLiveSession({ ...account, session_id: session.id, tenant_id: null })
    if (!live?.platform) {
      throw identityErrors.CREDENTIALS_WRONG({})
    }

    return { principal: live.platform, session, token }
  })
}

async function open(
  args: Credentials,
  tenantId: null | string,
): Promise<{ account: ProvenAccount; session: Session; token: string }> {
  const account = await proveCredentials({ ...args, tenantId })
  const opened = await database().transaction(async (transaction) => {
    // The condition waits for a password reset under way: it ends every session, so this one too.
    const touched = await transaction.query(
      `update accounts set last_sign_in_at = now()
        where id = $1 and password_hash = $2 returning id`,
      [account.account_id, account.password_hash],
    )
    if (touched.length === 0) {
      throw identityErrors.CREDENTIALS_WRONG({})
    }
    await forgetFailures(transaction, account.account_email)
    if (tenantId !== null) {
      await refusePassword(transaction, { permissions: permissionsOf(account.roles), tenantId })
    }
    // Asked under the lock that the update above took: a factor confirmed meanwhile counts.
    if (await hasSecondFactor(transaction, account.account_id)) {
      return issueChallenge(transaction, {
        accountId: account.account_id,
        passwordHash: account.password_hash,
        tenantId,
      })
    }

    return openSession(transaction, {
      accountId: account.account_id,
      tenantId,
      userId: tenantId === null ? null : account.user_id,
      visitor: args.visitor,
    })
  })
  if (typeof opened === 'string') {
    throw identityErrors.SECOND_FACTOR_NEEDED({ challenge: opened, seconds: CHALLENGE_SECONDS })
  }

  return { account, ...opened }
}
