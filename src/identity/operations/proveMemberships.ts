import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { attemptKeys, countFailure, forgetFailures } from '../attempts.ts'
import { notePlatformFailure, provePassword } from '../credentials.ts'
import { identityErrors } from '../errors.ts'
import { hasSecondFactor } from '../secondFactor/factors.ts'
import type { Membership } from './listMemberships.ts'
import { listMemberships } from './listMemberships.ts'
import type { Credentials } from './signIn.ts'

/** Whose password was shown on the bare host. */
export type BareHostPerson =
  | {
      accountId: string
      kind: 'member'
      memberships: readonly Membership[]
      /** True: the password alone opens no session, so no code may be given for it. */
      needsSecondFactor: boolean
    }
  | { kind: 'staff' }

/**
 * Checks the password of somebody on the bare host without signing them in: staff of the platform, or a
 * person with tenants to enter. Everybody else is refused and counted like a wrong password, with
 * `IDENTITY_CREDENTIALS_WRONG` or `IDENTITY_SIGN_IN_BLOCKED`.
 */
export async function proveMemberships(args: Credentials): Promise<BareHostPerson> {
  const email = args.email.trim().toLowerCase()
  const account = await runAsSystem('identity', () =>
    provePassword({ ...args, email, isBareHost: true }),
  )
  if (account.platform_staff) {
    return { kind: 'staff' }
  }
  const memberships = await listMemberships(account.account_id)
  const needsSecondFactor = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      if (memberships.length === 0) {
        await countFailure(transaction, attemptKeys(email, args.visitor.ip))
        await notePlatformFailure(transaction, args)
      } else {
        await forgetFailures(transaction, email)
      }

      return hasSecondFactor(transaction, account.account_id)
    }),
  )
  if (memberships.length === 0) {
    throw identityErrors.CREDENTIALS_WRONG({})
  }

  return { accountId: account.account_id, kind: 'member', memberships, needsSecondFactor }
}
