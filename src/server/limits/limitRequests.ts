import type { RequestHandler, Response } from 'express'

import { apiKeyOf } from '../../identity/index.ts'
import { countRequest, quotasOf } from '../../usage/index.ts'
import { serverErrors } from '../errors.ts'
import { tenantOf } from '../middleware/enterTenant.ts'
import { requestContext } from '../requestContext.ts'
import type { Rate, TokenBuckets } from './tokenBuckets.ts'

/** Requests a second in this process; 0: no limit. */
export type RateLimits = {
  /** Of each person and each API key. */
  key: number
  /** Of each tenant, signed in or not. */
  tenant: number
}

// A screen asks for many things at once.
const BURST_SECONDS = 2
const MINUTE = 60
// A minute's requests all at once would be felt by the neighbours.
const QUOTA_BURST_SECONDS = 5
const QUOTA_BURST_LEAST = 20

/**
 * Counts the requests of a tenant and refuses those above its limit, or its quota where that is lower,
 * before anything is looked up for them. Throws `SERVER_TOO_MANY_REQUESTS`.
 */
export function limitTenant(buckets: TokenBuckets, limits: RateLimits): RequestHandler {
  const standard = rateOf(limits.tenant)

  return function limitTenantRequests(request, response, next) {
    if (request.path.startsWith('/_next/')) {
      next()

      return
    }
    const { id } = tenantOf(request)
    refuseWhenEmpty(response, buckets.take(id, standard))
    const perMinute = quotasOf(id).requestsPerMinute
    if (perMinute !== null) {
      refuseWhenEmpty(response, buckets.take(`${id} quota`, quotaRate(perMinute)))
    }
    countRequest(id)
    next()
  }
}

/** Refuses requests of one person or API key above their limit; throws `SERVER_TOO_MANY_REQUESTS`. */
export function limitKey(buckets: TokenBuckets, limits: RateLimits): RequestHandler {
  const standard = rateOf(limits.key)

  return function limitKeyRequests(request, response, next) {
    const principal = requestContext.getStore()?.principal ?? null
    if (principal !== null && !request.path.startsWith('/_next/')) {
      const key = apiKeyOf(principal) ?? principal.userId
      refuseWhenEmpty(response, buckets.take(`${principal.tenantId} ${key}`, standard))
    }
    next()
  }
}

function rateOf(perSecond: number): Rate {
  return { burst: perSecond * BURST_SECONDS, perSecond }
}

function quotaRate(perMinute: number): Rate {
  const perSecond = perMinute / MINUTE
  const burst = Math.max(QUOTA_BURST_LEAST, perSecond * QUOTA_BURST_SECONDS)

  return { burst: Math.min(perMinute, burst), perSecond }
}

function refuseWhenEmpty(response: Response, seconds: number): void {
  if (seconds > 0) {
    const wait = Math.max(1, Math.ceil(seconds))
    response.setHeader('retry-after', wait)
    throw serverErrors.TOO_MANY_REQUESTS({ seconds: wait })
  }
}
