import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { firstRow } from '../firstRow.ts'
import type { SessionRow } from '../sessions.ts'
import { toSession } from '../sessions.ts'
import { hashToken, newToken } from '../tokens.ts'
import type { Session, Visitor } from '../types.ts'
import { SUPPORT_CODE_SECONDS } from './openSupport.ts'

type Entered = Row & { account_id: string; expires_at: string; id: string }

/** Opens the session of a support code, once and on its tenant's host; throws `IDENTITY_CODE_INVALID`. */
export async function redeemSupport(args: {
  code: string
  tenantId: string
  visitor: Visitor
}): Promise<{ session: Session; token: string }> {
  const token = newToken()

  return runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const [entered] = await transaction.query<Entered>(
        `update support_sessions s set entered_at = now() from accounts a
          where s.tenant_id = $1 and s.code_hash = $2 and s.entered_at is null and s.ended_at is null
            and s.started_at > now() - make_interval(secs => $3)
            and a.id = s.account_id and a.platform_staff
          returning s.id, s.account_id, s.expires_at`,
        [args.tenantId, hashToken(args.code), SUPPORT_CODE_SECONDS],
      )
      if (entered === undefined) {
        throw identityErrors.CODE_INVALID({})
      }
      const rows = await transaction.query<SessionRow>(
        `insert into sessions
          (id, token_hash, account_id, tenant_id, support_id, expires_at, user_agent, ip)
          values ($1, $2, $3, $4, $5, $6, $7, $8)
          returning id, created_at, expires_at, last_seen_at, ip, user_agent`,
        [
          newId(),
          hashToken(token),
          entered.account_id,
          args.tenantId,
          entered.id,
          entered.expires_at,
          args.visitor.userAgent?.slice(0, 300) ?? null,
          args.visitor.ip,
        ],
      )

      return { session: toSession(firstRow(rows)), token }
    }),
  )
}
