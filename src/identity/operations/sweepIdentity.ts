import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { closeExpired } from '../support/closeExpired.ts'

/** Deletes what has expired: sessions, single-use secrets, counters of attempts, sent account mails. */
export async function sweepIdentity(): Promise<void> {
  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await closeExpired(transaction)
      await transaction.query(
        `delete from sessions where expires_at < now() or last_seen_at < now() - interval '30 days'`,
      )
      await transaction.query(
        `delete from account_tokens where expires_at < now() - interval '1 day'`,
      )
      await transaction.query(
        `delete from sign_in_challenges where expires_at < now() - interval '1 day'`,
      )
      await transaction.query('delete from provider_returns where expires_at < now()')
      await transaction.query(
        `delete from sign_in_attempts where failed_at < now() - interval '2 days'`,
      )
      await transaction.query(
        `delete from account_mails
          where status in ('sent', 'outbox', 'failed') and created_at < now() - interval '1 day'`,
      )
    }),
  )
}
