import { createHash } from 'node:crypto'

/** Which secrets have lately signed somebody in to a tenant, and which are being looked up. */
export type ProvenTokens = {
  /** Says that a look-up begins; `end` says that it is over. */
  begin: (key: string) => void
  end: (key: string) => void
  forget: (key: string) => void
  /** Whether the secret has signed somebody in within the last ten minutes. */
  isProven: (key: string, now?: number) => boolean
  isRunning: (key: string) => boolean
  note: (key: string, now?: number) => void
}

const KEEP_MS = 600_000
const MOST = 50_000

/** The key of a secret in `ProvenTokens`; it counts in its tenant alone. */
export function tokenKey(tenantId: string, token: string): string {
  return `${tenantId} ${createHash('sha256').update(token).digest('base64url')}`
}

/** The secrets that this process has seen sign somebody in. */
export function createProvenTokens(): ProvenTokens {
  const proven = new Map<string, number>()
  const running = new Set<string>()

  return {
    begin: (key) => void running.add(key),
    end: (key) => void running.delete(key),
    forget: (key) => void proven.delete(key),
    isProven: (key, now = Date.now()) => (proven.get(key) ?? 0) > now,
    isRunning: (key) => running.has(key),
    note: (key, now = Date.now()) => {
      if (proven.size >= MOST) {
        proven.clear()
      }
      proven.set(key, now + KEEP_MS)
    },
  }
}
