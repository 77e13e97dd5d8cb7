import { recordPlatformAudit } from '../../audit/index.ts'
import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { addressRange } from '../addressRange.ts'
import { identityErrors } from '../errors.ts'
import { queueAccountMail } from '../mails/queueMail.ts'
import { renderMail } from '../mails/renderMail.ts'
import { invalidateAccountSessions } from '../sessionCache.ts'
import type { PlatformPrincipal, Visitor } from '../types.ts'
import { dropFactor, findFactor, lockAccount, proveCode } from './factors.ts'
import { noteFactor } from './noteFactor.ts'
import { forgetMustEnrol } from './policy.ts'

type Target = Row & { id: string; name: string; platform_staff: boolean }

/** Whose second factor goes, who of the staff takes it, and the code of their own authenticator app. */
export type FactorReset = {
  code: string
  email: string
  /** The bare host: its name, its origin, and the language of the mail. */
  platform: { locale: string; name: string; origin: string }
  staff: PlatformPrincipal
  visitor: Visitor
}

/**
 * Takes the second factor of anybody who has lost it, staff of the platform or not, with its recovery
 * codes and every session, and tells them by mail. Throws `IDENTITY_STAFF_FACTOR_MISSING`,
 * `IDENTITY_CODE_WRONG`, `IDENTITY_SIGN_IN_BLOCKED`, `IDENTITY_ACCOUNT_MISSING`,
 * `IDENTITY_SECOND_FACTOR_OWN` or `IDENTITY_SECOND_FACTOR_MISSING`.
 */
export async function resetFactorByStaff(reset: FactorReset): Promise<void> {
  const { staff, visitor } = reset
  await proveStaff(reset)
  const target = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const email = reset.email.trim().toLowerCase()
      const [found] = await transaction.query<Target>(
        'select id, name, platform_staff from accounts where email = $1 for update',
        [email],
      )
      if (found === undefined) {
        throw identityErrors.ACCOUNT_MISSING({ field: 'email' })
      }
      if (found.id === staff.accountId) {
        throw identityErrors.SECOND_FACTOR_OWN({})
      }
      if (!(await dropFactor(transaction, found.id))) {
        throw identityErrors.SECOND_FACTOR_MISSING({})
      }
      await noteFactor(transaction, found.id, 'reset')
      await recordPlatformAudit(transaction, {
        accountId: staff.accountId,
        addressRange: addressRange(visitor.ip),
        facts: { by: staff.email },
        kind: 'second-factor.reset',
        subject: email,
        userAgent: visitor.userAgent,
      })
      const { locale, name, origin } = reset.platform
      await queueAccountMail(transaction, {
        ...renderMail('factor', locale, {
          inviter: staff.name,
          link: found.platform_staff ? `${origin}/account/second-factor` : `${origin}/`,
          name: found.name,
          tenant: name,
        }),
        to: email,
      })

      return found
    }),
  )
  invalidateAccountSessions(target.id)
  forgetMustEnrol()
}

/** In a transaction of its own: a wrong code must stay counted, and a right one is used up. */
async function proveStaff({ code, staff, visitor }: FactorReset): Promise<void> {
  const { accountId } = staff
  const isRight = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await lockAccount(transaction, accountId)
      const factor = await findFactor(transaction, accountId)
      if (factor === undefined || factor.confirmed_at === null) {
        throw identityErrors.STAFF_FACTOR_MISSING({})
      }

      return proveCode(transaction, { accountId, code, ip: visitor.ip }, factor)
    }),
  )
  if (!isRight) {
    throw identityErrors.CODE_WRONG({ field: 'code' })
  }
}
