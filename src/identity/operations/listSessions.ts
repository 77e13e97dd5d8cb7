import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import type { SessionRow } from '../sessions.ts'
import { SESSION_LIVE, toSession } from '../sessions.ts'
import type { Session } from '../types.ts'

/** The live sessions of an account in one tenant, or in the console when `tenantId` is null. */
export async function listSessions(owner: {
  accountId: string
  tenantId: null | string
}): Promise<Session[]> {
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      {
        text: `select s.id, s.created_at, s.expires_at, s.last_seen_at, s.ip, s.user_agent
          from sessions s
          where s.account_id = $1 and s.tenant_id is not distinct from $2 and ${SESSION_LIVE}
          order by s.last_seen_at desc limit 100`,
        values: [owner.accountId, owner.tenantId],
      },
    ]),
  )

  return ((rows ?? []) as SessionRow[]).map(toSession)
}
