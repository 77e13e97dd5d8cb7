import { randomUUID } from 'node:crypto'

import type { Request, RequestHandler } from 'express'

import type { Log } from '../../kernel/log/index.ts'

const ACCEPTED = /^[\w.-]{8,64}$/
const ids = new WeakMap<Request, string>()

/** The correlation id of a request, as `correlate` has set it. */
export function correlationIdOf(request: Request): string {
  return ids.get(request) ?? 'none'
}

/** Takes over a well-formed `x-correlation-id` or makes one, answers with it, and logs the outcome. */
export function correlate(log: Log): RequestHandler {
  return function correlateRequest(request, response, next) {
    const given = request.get('x-correlation-id')
    const id = given !== undefined && ACCEPTED.test(given) ? given : randomUUID()
    const started = performance.now()
    ids.set(request, id)
    response.setHeader('x-correlation-id', id)
    response.on('finish', () => {
      const facts = {
        correlationId: id,
        host: request.headers.host,
        method: request.method,
        ms: Math.round(performance.now() - started),
        path: request.originalUrl.split('?')[0],
        status: response.statusCode,
      }
      if (response.statusCode >= 500) {
        log.warn(facts, 'request failed')
      } else {
        log.debug(facts, 'request')
      }
    })
    next()
  }
}
