import { isId } from '../kernel/ids/index.ts'
import type { ContextKeys } from './contextKeys.ts'
import { keyMac } from './contextKeys.ts'
import { tenancyErrors } from './errors.ts'

/** Whom a context is signed for. */
export type ContextSubject = { tenantId: string; userId: string | null }

/** Signs tenant contexts for the verifier in the database. */
export type ContextSigner = {
  /** Forgets every signed token and reads the keys again. */
  refresh: () => void
  /** The token of a tenant and user; the same one for up to a minute. */
  sign: (subject: ContextSubject) => string
}

const LIFETIME_SECONDS = 15 * 60
const RENEW_MS = 60_000
const MAX_CACHED = 50_000

/**
 * Makes the signer of an installation. Keys may be given as a function, which is asked again once a
 * minute, so that a rotation reaches running servers; `now` is for tests.
 */
export function createContextSigner(
  source: ContextKeys | (() => ContextKeys),
  now: () => number = Date.now,
): ContextSigner {
  let keys = typeof source === 'function' ? source() : source
  let readAt = now()
  let cached = new Map<string, { signedAt: number; token: string }>()

  const refresh = () => {
    keys = typeof source === 'function' ? source() : source
    readAt = now()
    cached = new Map()
  }

  return {
    refresh,
    sign: ({ tenantId, userId }) => {
      const time = now()
      if (time - readAt > RENEW_MS) {
        refresh()
      }
      const subject = `${tenantId}.${userId ?? '-'}`
      const known = cached.get(subject)
      if (known !== undefined && time - known.signedAt < RENEW_MS) {
        return known.token
      }
      // A dot inside an id would move the parts of the token.
      if (!isId(tenantId) || (userId !== null && !isId(userId))) {
        throw tenancyErrors.SUBJECT_INVALID({})
      }
      const payload = `${subject}.${Math.floor(time / 1000) + LIFETIME_SECONDS}.${keys[0].id}`
      const token = `${payload}.${keyMac(keys[0], payload)}`
      if (cached.size >= MAX_CACHED) {
        cached.clear()
      }
      cached.set(subject, { signedAt: time, token })

      return token
    },
  }
}
