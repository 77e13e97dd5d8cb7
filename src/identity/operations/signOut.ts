import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { invalidateAccountSessions, invalidateSession } from '../sessionCache.ts'

/** Ends one session; does nothing when it has ended already. */
export async function signOut(session: { accountId: string; sessionId: string }): Promise<boolean> {
  const ended = await runAsSystem('identity', () =>
    database().transaction((transaction) =>
      transaction.query('delete from sessions where id = $1 and account_id = $2 returning id', [
        session.sessionId,
        session.accountId,
      ]),
    ),
  )
  invalidateSession(session.sessionId)

  return ended.length > 0
}

/** Ends every session of an account, in every tenant, except one if it is named. */
export async function signOutEverywhere(
  accountId: string,
  exceptSessionId: null | string = null,
): Promise<void> {
  await runAsSystem('identity', () =>
    database().transaction((transaction) =>
      transaction.query('delete from sessions where account_id = $1 and id is distinct from $2', [
        accountId,
        exceptSessionId,
      ]),
    ),
  )
  invalidateAccountSessions(accountId)
}
