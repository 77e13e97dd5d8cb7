import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { provePassword } from '../credentials.ts'
import { identityErrors } from '../errors.ts'
import type { Visitor } from '../types.ts'
import { findFactor, lockAccount, proveCode } from './factors.ts'
import { noteFactor } from './noteFactor.ts'
import { forgetMustEnrol } from './policy.ts'

/**
 * Takes the second factor and its recovery codes from an account that shows its password and a code.
 * Throws `IDENTITY_CREDENTIALS_WRONG`, `IDENTITY_CODE_WRONG`, `IDENTITY_SIGN_IN_BLOCKED` or
 * `IDENTITY_ENROLMENT_MISSING`.
 */
export async function disableSecondFactor(args: {
  accountId: string
  code: string
  password: string
  visitor: Visitor
}): Promise<void> {
  const { accountId, code, visitor } = args
  const isRight = await runAsSystem('identity', async () => {
    const [rows] = await database().read([
      { text: 'select email from accounts where id = $1', values: [accountId] },
    ])
    await provePassword({ email: String(rows?.[0]?.['email']), password: args.password, visitor })

    return database().transaction(async (transaction) => {
      await lockAccount(transaction, accountId)
      const factor = await findFactor(transaction, accountId)
      if (factor === undefined || factor.confirmed_at === null) {
        throw identityErrors.ENROLMENT_MISSING({})
      }
      if (!(await proveCode(transaction, { accountId, code, ip: visitor.ip }, factor))) {
        return false
      }
      await transaction.query('delete from recovery_codes where account_id = $1', [accountId])
      await transaction.query('delete from second_factors where account_id = $1', [accountId])
      await noteFactor(transaction, accountId, 'off')

      return true
    })
  })
  if (!isRight) {
    throw identityErrors.CODE_WRONG({ field: 'code' })
  }
  forgetMustEnrol()
}
