import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

import { isId } from '../kernel/ids/index.ts'
import { filesErrors } from './errors.ts'
import { isFileKey } from './fileKeys.ts'
import type { LinkTarget } from './types.ts'

/** Longest time a signed link may work, in seconds. */
export const MAX_LINK_SECONDS = 3600

const MAC_BYTES = 32
const MAX_TOKEN = 1024

/** Signs and verifies links of one installation. */
export type FileLinks = {
  sign: (
    tenantId: string,
    target: LinkTarget,
    seconds: number,
  ) => { expiresAt: Date; token: string }
  verify: (tenantId: string, token: string) => LinkTarget
}

/**
 * Links signed by a key of each tenant, derived from the installation's secret: what was signed for one
 * tenant does not verify for another. `now` gives the time in milliseconds.
 */
export function createFileLinks(secret: string, now: () => number = Date.now): FileLinks {
  const macOf = (tenantId: string, body: string) => {
    const key = hkdfSync('sha256', secret, 'tenon', `file link ${tenantId}`, MAC_BYTES)

    return createHmac('sha256', Buffer.from(key)).update(body).digest()
  }

  return {
    sign: (tenantId, { disposition, key, userId }, seconds) => {
      const asked = Number.isFinite(seconds) ? Math.max(Math.floor(seconds), 1) : MAX_LINK_SECONDS
      const expires = Math.floor(now() / 1000) + Math.min(asked, MAX_LINK_SECONDS)
      const body = Buffer.from([expires, disposition, userId, key].join(' ')).toString('base64url')

      return {
        expiresAt: new Date(expires * 1000),
        token: `${body}.${macOf(tenantId, body).toString('base64url')}`,
      }
    },
    verify: (tenantId, token) => {
      const [body = '', mac = '', ...rest] = token.length > MAX_TOKEN ? [] : token.split('.')
      const given = Buffer.from(mac, 'base64url')
      if (
        rest.length > 0 ||
        given.length !== MAC_BYTES ||
        !timingSafeEqual(given, macOf(tenantId, body))
      ) {
        throw filesErrors.LINK_INVALID({})
      }

      return readBody(body, Math.floor(now() / 1000))
    },
  }
}

function readBody(body: string, now: number): LinkTarget {
  const parts = Buffer.from(body, 'base64url').toString('utf8').split(' ')
  const [expires, disposition, userId, key] = parts
  const left = Number(expires) - now
  if (
    parts.length !== 4 ||
    !(left > 0 && left <= MAX_LINK_SECONDS) ||
    (disposition !== 'attachment' && disposition !== 'inline') ||
    !isId(userId) ||
    !isFileKey(key)
  ) {
    throw filesErrors.LINK_INVALID({})
  }

  return { disposition, key, userId }
}
