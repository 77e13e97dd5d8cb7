import { recordPlatformAudit } from '../../audit/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { invalidateAccountSessions, invalidateSession } from '../sessionCache.ts'

/** Ends one session, and notes it when it was one of the console; does nothing when it has ended already. */
export async function signOut(session: { accountId: string; sessionId: string }): Promise<boolean> {
  const ended = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const { accountId, sessionId } = session
      const rows = await transaction.query<{ tenant_id: null | string }>(
        'delete from sessions where id = $1 and account_id = $2 returning tenant_id',
        [sessionId, accountId],
      )
      if (rows[0]?.tenant_id === null) {
        await recordPlatformAudit(transaction, { accountId, kind: 'sign-out.own' })
      }

      return rows
    }),
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
