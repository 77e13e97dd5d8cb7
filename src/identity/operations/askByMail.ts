import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { blockStatement, countMailRequest, mailRequestKey, refuseWhenBlocked } from '../attempts.ts'

/** Mails that one account, or one address, is sent at most in an hour because somebody asked for them. */
export const MAILS_PER_HOUR = 3

/**
 * Counts a request for a mail and then does `work` in the same system transaction. Throws only
 * `IDENTITY_SIGN_IN_BLOCKED`, for an address range that asks too often.
 */
export async function askByMail(
  ip: string,
  work: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const key = mailRequestKey(ip)
  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const blocked = blockStatement({ account: key, address: key })
      refuseWhenBlocked(await transaction.query(blocked.text, blocked.values))
      await countMailRequest(transaction, ip)
      await work(transaction)
    }),
  )
}
