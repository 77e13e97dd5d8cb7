import { recordAudit, recordPlatformAudit } from '../audit/index.ts'
import type { Transaction } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { addressRange } from './addressRange.ts'
import { firstRow } from './firstRow.ts'
import { hashToken, newToken } from './tokens.ts'
import type { Session, SessionProvider, Visitor } from './types.ts'

/** Longest life of a session, however much it is used. */
export const SESSION_DAYS = 30

/** How long a session lives without being used. */
export const SESSION_IDLE_HOURS = 12

/** SQL that is true for a session `s` that has neither reached its end nor lain idle. */
export const SESSION_LIVE = `s.expires_at > now()
  and s.last_seen_at > now() - make_interval(hours => ${SESSION_IDLE_HOURS})`

/** A row of `sessions` as its owner may see it. */
export type SessionRow = {
  created_at: string
  expires_at: string
  id: string
  ip: string | null
  last_seen_at: string
  user_agent: string | null
}

/**
 * Opens a session in the caller's system transaction, noted in the audit of its tenant or of the platform;
 * gives its token this one time.
 */
export async function openSession(
  transaction: Transaction,
  args: {
    accountId: string
    /** What the audit of the platform is to say besides. */
    facts?: Readonly<Record<string, unknown>>
    provider?: SessionProvider | undefined
    tenantId: string | null
    userId: string | null
    visitor: Visitor
  },
): Promise<{ session: Session; token: string }> {
  const token = newToken()
  const noted = {
    addressRange: addressRange(args.visitor.ip),
    kind: 'sign-in.succeeded' as const,
    userAgent: args.visitor.userAgent,
  }
  if (args.tenantId === null) {
    const { accountId, facts } = args
    await recordPlatformAudit(transaction, { ...noted, accountId, facts })
  } else {
    const actor = { id: args.userId, type: 'user' as const }
    await recordAudit(transaction, { ...noted, actor, tenantId: args.tenantId })
  }
  const rows = await transaction.query<SessionRow>(
    `insert into sessions
      (id, token_hash, account_id, tenant_id, user_id, expires_at, user_agent, ip, provider_id,
        provider_trusted)
      values ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7, $8, $9, $10)
      returning id, created_at, expires_at, last_seen_at, ip, user_agent`,
    [
      newId(),
      hashToken(token),
      args.accountId,
      args.tenantId,
      args.userId,
      SESSION_DAYS,
      args.visitor.userAgent?.slice(0, 300) ?? null,
      args.visitor.ip,
      args.provider?.id ?? null,
      args.provider?.isTrusted ?? false,
    ],
  )

  return { session: toSession(firstRow(rows)), token }
}

/** The session of a row, in the product's names. */
export function toSession(row: SessionRow): Session {
  return {
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    id: row.id,
    ip: row.ip,
    lastSeenAt: row.last_seen_at,
    userAgent: row.user_agent,
  }
}
