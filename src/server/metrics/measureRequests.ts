import type { RequestHandler } from 'express'

import type { Metrics } from './createMetrics.ts'

/** Counts every answer with the time it took, under the pattern of its route. */
export function measureRequests(
  metrics: Pick<Metrics, 'count'>,
  patternOf: (request: { method: string; path: string }) => string,
): RequestHandler {
  return function measureRequest(request, response, next) {
    const started = performance.now()
    const { method, path } = request
    response.on('finish', () => {
      metrics.count({
        method,
        route: patternOf({ method, path }),
        seconds: (performance.now() - started) / 1000,
        status: response.statusCode,
      })
    })
    next()
  }
}
