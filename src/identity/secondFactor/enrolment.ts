import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { isForeignFactor, refuseForeignFactor } from '../oidc/enrolmentRule.ts'
import { invalidateAccountSessions } from '../sessionCache.ts'
import { findFactor, hasSecondFactor, lockAccount, proveCode } from './factors.ts'
import { noteFactor } from './noteFactor.ts'
import { forgetMustEnrol } from './policy.ts'
import { replaceRecoveryCodes } from './recoveryCodes.ts'
import { openSecret, sealSecret } from './secretBox.ts'
import { newTimeSecret, timeCodeAddress } from './timeCodes.ts'

/** Whose second factor is set up, and what the authenticator app is to show. */
export type Enrollee = { accountId: string; email: string; issuer: string; sessionId?: string }

/** What an authenticator app needs: the secret to type, or its address as a QR code. */
export type Enrolment = { address: string; secret: string }

/**
 * Begins the set-up of an authenticator app; nothing changes at sign-in until it is confirmed.
 * Throws `IDENTITY_SECOND_FACTOR_ACTIVE` or `OIDC_ENROLMENT_REFUSED`.
 */
export async function beginEnrolment(person: Enrollee): Promise<Enrolment> {
  const secret = newTimeSecret()
  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await lockAccount(transaction, person.accountId)
      if (await hasSecondFactor(transaction, person.accountId)) {
        throw identityErrors.SECOND_FACTOR_ACTIVE({})
      }
      await refuseForeignFactor(transaction, person.sessionId)
      await transaction.query(
        `insert into second_factors (account_id, secret) values ($1, $2)
          on conflict (account_id) do update
            set secret = excluded.secret, created_at = now(), last_step = null`,
        [person.accountId, sealSecret(secret, person.accountId)],
      )
    }),
  )

  return { address: timeCodeAddress(secret, person), secret }
}

/** The set-up that is still to be confirmed, or undefined. */
export async function pendingEnrolment(person: Enrollee): Promise<Enrolment | undefined> {
  const factor = await runAsSystem('identity', () =>
    database().transaction(async (transaction) =>
      (await isForeignFactor(transaction, person.sessionId))
        ? undefined
        : findFactor(transaction, person.accountId),
    ),
  )
  if (factor?.confirmed_at !== null) {
    return undefined
  }
  const secret = openSecret(factor.secret, person.accountId)

  return { address: timeCodeAddress(secret, person), secret }
}

/**
 * Confirms the set-up with a code of the app, gives ten recovery codes this one time and ends the
 * account's other sessions: they were opened without the factor. Throws
 * `IDENTITY_ENROLMENT_MISSING`, `IDENTITY_CODE_WRONG` or `IDENTITY_SIGN_IN_BLOCKED`.
 */
export async function confirmEnrolment(args: {
  accountId: string
  code: string
  ip: string
  sessionId: string
}): Promise<string[]> {
  const { accountId } = args
  const codes = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await lockAccount(transaction, accountId)
      await refuseForeignFactor(transaction, args.sessionId)
      const factor = await findFactor(transaction, accountId)
      if (factor?.confirmed_at !== null) {
        throw identityErrors.ENROLMENT_MISSING({})
      }
      if (!(await proveCode(transaction, args, factor))) {
        return null
      }
      await transaction.query(
        'update second_factors set confirmed_at = now() where account_id = $1',
        [accountId],
      )
      await noteFactor(transaction, accountId, 'on')
      await transaction.query('delete from sessions where account_id = $1 and id <> $2', [
        accountId,
        args.sessionId,
      ])
      await transaction.query(
        `update account_tokens set used_at = now()
          where account_id = $1 and kind = 'switch' and used_at is null`,
        [accountId],
      )

      return replaceRecoveryCodes(transaction, accountId)
    }),
  )
  if (codes === null) {
    throw identityErrors.CODE_WRONG({ field: 'code' })
  }
  invalidateAccountSessions(accountId)
  forgetMustEnrol()

  return codes
}
