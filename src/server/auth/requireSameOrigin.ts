import type { Request, RequestHandler } from 'express'

import { authErrors } from './errors.ts'
import { hasBearer, hasSessionCookie } from './sessionToken.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that a page of another host makes a browser send with its session cookie.
 * Sibling hosts are other tenants, so the host must be the very same. Bearer tokens pass: no
 * foreign page can add that header.
 */
export const requireSameOrigin: RequestHandler = (request, _response, next) => {
  if (!SAFE.has(request.method) && !hasBearer(request) && hasSessionCookie(request)) {
    const { origin } = request.headers
    const isOwn =
      origin === undefined
        ? request.headers['sec-fetch-site'] === 'same-origin'
        : isOwnOrigin(request, origin)
    if (!isOwn) {
      throw authErrors.ORIGIN_REFUSED({})
    }
  }
  next()
}

/** Refuses writes that say they come from another host, with or without a cookie: nobody may sign others in. */
export const refuseForeignOrigin: RequestHandler = (request, _response, next) => {
  const { origin } = request.headers
  if (!SAFE.has(request.method) && origin !== undefined && !isOwnOrigin(request, origin)) {
    throw authErrors.ORIGIN_REFUSED({})
  }
  next()
}

function isOwnOrigin(request: Request, origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.host.toLowerCase()
}
