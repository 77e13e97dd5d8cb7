import { createHash, timingSafeEqual } from 'node:crypto'

import type { Request, RequestHandler } from 'express'

import { isLocalPeer } from '../middleware/isLocalVisitor.ts'
import type { Metrics } from './createMetrics.ts'

const BEARER = /^bearer +(\S+)$/i

/** `GET /metrics` for this machine and for bearers of the token; for others there is no such route. */
export function metricsRoute(metrics: Metrics, token: string | undefined): RequestHandler {
  return function showMetrics(request, response, next) {
    if (!isLocalPeer(request) && !hasToken(request, token)) {
      next()

      return
    }
    metrics.text().then((text) => {
      response.setHeader('cache-control', 'no-store').type(metrics.contentType).send(text)
    }, next)
  }
}

function hasToken(request: Request, token: string | undefined): boolean {
  const given = BEARER.exec(request.headers.authorization ?? '')?.[1]

  // Digests have one length, so that the comparison tells nothing about the token.
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
