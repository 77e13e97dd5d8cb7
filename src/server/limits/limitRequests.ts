import type { Request, RequestHandler, Response } from 'express'

import { addressRange, apiKeyOf } from '../../identity/index.ts'
import { countRequest, quotasOf } from '../../usage/index.ts'
import { readApiKey, readToken } from '../auth/sessionToken.ts'
import { serverErrors } from '../errors.ts'
import { tenantOf } from '../middleware/enterTenant.ts'
import { requestContext } from '../requestContext.ts'
import type { ProvenTokens } from './provenTokens.ts'
import { createProvenTokens, tokenKey } from './provenTokens.ts'
import type { Rate, TokenBuckets } from './tokenBuckets.ts'
import { createTokenBuckets } from './tokenBuckets.ts'

/** Requests a second in this process; 0: no limit. */
export type RateLimits = {
  /** Of each person and each API key, and of each address from which nobody has signed in. */
  key: number
  /** Of the people of each tenant, and once more of all strangers on its hosts. */
  tenant: number
}

/** What this process remembers of who asks how often. */
export type RequestBuckets = {
  people: TokenBuckets
  proven: ProvenTokens
  /** Apart from those of people: however many strangers come, they push nobody else out. */
  strangers: TokenBuckets
}

/** Whose bucket a request was taken from; `unproved`: nobody's, for its look-up is already paid for. */
type Charge = 'people' | 'stranger' | 'unproved'

// A screen asks for many things at once.
const BURST_SECONDS = 2
const MINUTE = 60
// A minute's requests all at once would be felt by the neighbours.
const QUOTA_BURST_SECONDS = 5
const QUOTA_BURST_LEAST = 20

const charges = new WeakMap<Request, Charge>()

/** The memory of one process, empty. */
export function createRequestBuckets(): RequestBuckets {
  return {
    people: createTokenBuckets(),
    proven: createProvenTokens(),
    strangers: createTokenBuckets(),
  }
}

/**
 * Counts the requests of a tenant and refuses those above its limit, or its quota where that is lower,
 * before anything is looked up for them. Who has not lately signed in counts as a stranger, under the
 * address of the request, and takes nothing from the tenant's people. Throws `SERVER_TOO_MANY_REQUESTS`.
 */
export function limitTenant(buckets: RequestBuckets, limits: RateLimits): RequestHandler {
  return function limitTenantRequests(request, response, next) {
    if (request.path.startsWith('/_next/')) {
      next()

      return
    }
    const charge = chargeOf(request, buckets.proven)
    charges.set(request, charge)
    if (charge === 'people') {
      takeFromPeople(request, response, buckets, limits)
    } else if (charge === 'stranger') {
      takeFromStrangers(request, response, buckets, limits)
      watchLookUp(request, response, buckets.proven)
    }
    countRequest(tenantOf(request).id)
    next()
  }
}

/**
 * Settles, once it is known who asks, whose request it was, and refuses those of one person or API key
 * above their limit; throws `SERVER_TOO_MANY_REQUESTS`.
 */
export function limitKey(buckets: RequestBuckets, limits: RateLimits): RequestHandler {
  const standard = rateOf(limits.key)

  return function limitKeyRequests(request, response, next) {
    if (!request.path.startsWith('/_next/')) {
      const principal = requestContext.getStore()?.principal ?? null
      settle(request, response, { buckets, isProven: principal !== null, limits })
      if (principal !== null) {
        const key = apiKeyOf(principal) ?? principal.userId
        const bucket = `${principal.tenantId} ${key}`
        refuseWhenEmpty(response, buckets.people.take(bucket, standard))
      }
    }
    next()
  }
}

function chargeOf(request: Request, proven: ProvenTokens): Charge {
  const key = keyOf(request)
  if (key === undefined) {
    return 'stranger'
  }
  if (proven.isProven(key)) {
    return 'people'
  }

  // A page asks for many things at once, and they share one look-up.
  return proven.isRunning(key) ? 'unproved' : 'stranger'
}

function settle(
  request: Request,
  response: Response,
  args: { buckets: RequestBuckets; isProven: boolean; limits: RateLimits },
): void {
  const { buckets, isProven, limits } = args
  const charge = charges.get(request)
  const key = keyOf(request)
  if (charge === undefined || key === undefined) {
    return
  }
  if (!isProven) {
    buckets.proven.forget(key)
    if (charge === 'unproved') {
      takeFromStrangers(request, response, buckets, limits)
    }
  } else if (charge !== 'people') {
    if (charge === 'stranger') {
      for (const [bucket, rate] of strangerBuckets(request, limits)) {
        buckets.strangers.give(bucket, rate)
      }
    }
    buckets.proven.note(key)
    takeFromPeople(request, response, buckets, limits)
  }
}

function takeFromPeople(
  request: Request,
  response: Response,
  { people }: RequestBuckets,
  limits: RateLimits,
): void {
  const { id } = tenantOf(request)
  refuseWhenEmpty(response, people.take(id, rateOf(limits.tenant)))
  const perMinute = quotasOf(id).requestsPerMinute
  if (perMinute !== null) {
    refuseWhenEmpty(response, people.take(`${id} quota`, quotaRate(perMinute)))
  }
}

function takeFromStrangers(
  request: Request,
  response: Response,
  { strangers }: RequestBuckets,
  limits: RateLimits,
): void {
  for (const [bucket, rate] of strangerBuckets(request, limits)) {
    refuseWhenEmpty(response, strangers.take(bucket, rate))
  }
}

/** Of the address first: what it refuses must not be taken from other strangers. */
function strangerBuckets(request: Request, limits: RateLimits): [string, Rate][] {
  const { id } = tenantOf(request)

  return [
    [`${id} ${networkOf(request.ip ?? '')}`, rateOf(limits.key)],
    [id, rateOf(limits.tenant)],
  ]
}

/** One address of IPv4; of IPv6 the network, whose addresses are all one machine's to choose. */
function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:/i, '')

  return plain.includes(':') ? addressRange(plain) : plain
}

function watchLookUp(request: Request, response: Response, proven: ProvenTokens): void {
  const key = keyOf(request)
  if (key !== undefined) {
    proven.begin(key)
    response.once('close', () => {
      proven.end(key)
    })
  }
}

function keyOf(request: Request): string | undefined {
  const token = readApiKey(request) ?? readToken(request)

  return token === undefined ? undefined : tokenKey(tenantOf(request).id, token)
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
