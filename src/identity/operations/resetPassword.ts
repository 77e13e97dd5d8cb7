import { recordPlatformAudit } from '../../audit/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import type { TokenAccountRow } from '../accountTokens.ts'
import { readTokenStatement, useToken } from '../accountTokens.ts'
import { forgetFailures } from '../attempts.ts'
import { identityErrors } from '../errors.ts'
import { withHashingSlot } from '../hashingSlots.ts'
import { hashPassword, requireStrongPassword } from '../passwords.ts'
import { invalidateAccountSessions } from '../sessionCache.ts'

/**
 * Sets a new password with the secret of a reset mail, once, and ends every session of the account.
 * Throws `IDENTITY_CODE_INVALID` or `IDENTITY_PASSWORD_WEAK`.
 */
export async function resetPassword(args: {
  password: string
  /** Null on the bare host, for the platform's staff. */
  tenantId: null | string
  token: string
}): Promise<void> {
  const secret = { kind: 'reset' as const, tenantId: args.tenantId, token: args.token }
  const accountId = await runAsSystem('identity', async () => {
    const [rows] = await database().read([readTokenStatement(secret)])
    const account = rows?.[0] as TokenAccountRow | undefined
    if (account === undefined || account.demo) {
      throw identityErrors.CODE_INVALID({})
    }
    requireStrongPassword(args.password, account.email)
    const passwordHash = await withHashingSlot(account.account_id, () =>
      hashPassword(args.password),
    )

    await database().transaction(async (transaction) => {
      if ((await useToken(transaction, secret)) === undefined) {
        throw identityErrors.CODE_INVALID({})
      }
      await transaction.query('update accounts set password_hash = $2 where id = $1', [
        account.account_id,
        passwordHash,
      ])
      await transaction.query('delete from sessions where account_id = $1', [account.account_id])
      await transaction.query(
        `update account_tokens set used_at = now()
          where account_id = $1 and kind in ('entry', 'reset', 'switch') and used_at is null`,
        [account.account_id],
      )
      await forgetFailures(transaction, account.email)
      if (args.tenantId === null) {
        const noted = { accountId: account.account_id, kind: 'password.changed' as const }
        await recordPlatformAudit(transaction, noted)
      }
    })

    return account.account_id
  })
  invalidateAccountSessions(accountId)
}
