import type { PlatformPrincipal, Principal } from './types.ts'

/** What a live session says; the cache keeps only sessions that were found live. */
export type LiveSession = {
  demo: boolean
  /** The account behind it, so that all its sessions can be dropped at once. */
  accountId: string
  platform: PlatformPrincipal | null
  principal: Principal | null
  sessionId: string
  tenantId: string | null
}

type Entry = { session: LiveSession; until: number }

const KEEP_MS = 2_000
const MOST = 10_000

const KEY = Symbol.for('tenon.sessionCache')
type Shared = { entries: Map<string, Entry>; generation: number }
// Next bundles a second copy of this module; what one copy drops the other must not still trust.
const holder = globalThis as { [KEY]?: Shared | undefined }
const shared: Shared = (holder[KEY] ??= { entries: new Map(), generation: 0 })

/** The live session kept for a token hash, for at most two seconds after it was read. */
export function cachedSession(tokenHash: string, now = Date.now()): LiveSession | undefined {
  const entry = shared.entries.get(tokenHash)

  return entry !== undefined && entry.until > now ? entry.session : undefined
}

/** A mark to be taken before reading; what was read before an invalidation is then not kept. */
export function cacheMark(): number {
  return shared.generation
}

/** Keeps a session read from the database, unless something was invalidated since `mark`. */
export function keepSession(tokenHash: string, session: LiveSession, mark: number): void {
  if (mark !== shared.generation) {
    return
  }
  if (shared.entries.size >= MOST) {
    shared.entries.clear()
  }
  shared.entries.set(tokenHash, { session, until: Date.now() + KEEP_MS })
}

/** Makes this process forget one session at once. */
export function invalidateSession(sessionId: string): void {
  drop((session) => session.sessionId === sessionId)
}

/** Makes this process forget every session of an account at once. */
export function invalidateAccountSessions(accountId: string): void {
  drop((session) => session.accountId === accountId)
}

/** Makes this process forget every session of a tenant: call it when users, roles or the tenant change. */
export function invalidateTenantSessions(tenantId: string): void {
  drop((session) => session.tenantId === tenantId)
}

function drop(isMeant: (session: LiveSession) => boolean): void {
  shared.generation += 1
  for (const [tokenHash, entry] of shared.entries) {
    if (isMeant(entry.session)) {
      shared.entries.delete(tokenHash)
    }
  }
}
