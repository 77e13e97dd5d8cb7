import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { liveSessionStatement, toLiveSession } from '../liveSession.ts'
import type { LiveSession } from '../sessionCache.ts'
import { cachedSession, cacheMark, keepSession } from '../sessionCache.ts'
import { liveSupport } from '../support/liveSupport.ts'
import { hashToken } from '../tokens.ts'
import type { PlatformPrincipal, Principal } from '../types.ts'

const reading = new Map<string, Promise<LiveSession | null>>()

/**
 * The person behind a token on a tenant's host, or null: the session must be live and of this very
 * tenant, the tenant active, the user active. Demo accounts count only where `demoAllowed`. Asked
 * passively, it does not count as a sign of life of the session.
 */
export async function authenticate(
  token: string,
  tenantId: string,
  demoAllowed: boolean,
  { isPassive = false }: { isPassive?: boolean } = {},
): Promise<null | Principal> {
  const session = await findSession(token, isPassive)
  const principal = session?.principal ?? null

  return principal?.tenantId === tenantId && isAllowed(session, demoAllowed) ? principal : null
}

/** The member of the platform's staff behind a token on the bare host, or null. */
export async function authenticatePlatform(
  token: string,
  demoAllowed: boolean,
): Promise<null | PlatformPrincipal> {
  const session = await findSession(token)

  return isAllowed(session, demoAllowed) ? (session?.platform ?? null) : null
}

function isAllowed(session: LiveSession | null, demoAllowed: boolean): boolean {
  return session !== null && (demoAllowed || !session.demo)
}

async function findSession(token: string, isPassive = false): Promise<LiveSession | null> {
  const tokenHash = hashToken(token)
  const kept = cachedSession(tokenHash)
  if (kept !== undefined) {
    return kept
  }
  const mark = cacheMark()
  // A page asks for many things at once: they share one look-up, unless something changed between.
  const key = `${mark}:${tokenHash}`
  const running = reading.get(key) ?? readSession(tokenHash, mark, isPassive)
  reading.set(key, running)
  try {
    return await running
  } finally {
    reading.delete(key)
  }
}

function readSession(
  tokenHash: string,
  mark: number,
  isPassive: boolean,
): Promise<LiveSession | null> {
  return runAsSystem('identity', async () => {
    const [rows] = await database().read([liveSessionStatement(tokenHash)])
    const row = rows?.[0] as
      | (Parameters<typeof toLiveSession>[0] & { is_stale: boolean; support_id: null | string })
      | undefined
    const session = row === undefined ? null : await sessionOf(row)
    if (session === null) {
      return null
    }
    keepSession(tokenHash, session, mark)
    if (row?.is_stale === true && !isPassive) {
      await touch(session.sessionId)
    }

    return session
  })
}

async function sessionOf(
  row: Parameters<typeof toLiveSession>[0] & { support_id: null | string },
): Promise<LiveSession | null> {
  const { support_id: supportId, tenant_id: tenantId } = row

  return supportId === null || tenantId === null
    ? toLiveSession(row)
    : liveSupport({ ...row, support_id: supportId, tenant_id: tenantId })
}

async function touch(sessionId: string): Promise<void> {
  await database().transaction(async (transaction) => {
    await transaction.query(
      `update sessions set last_seen_at = now()
        where id = $1 and last_seen_at < now() - interval '1 minute'`,
      [sessionId],
    )
  })
}
