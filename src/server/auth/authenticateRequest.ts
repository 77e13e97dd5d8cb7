import type { Request } from 'express'

import type { PlatformPrincipal } from '../../identity/index.ts'
import { authenticate, authenticateApiKey, authenticatePlatform } from '../../identity/index.ts'
import type { Authenticate } from '../middleware/enterTenant.ts'
import { readApiKey, readToken } from './sessionToken.ts'
import { visitorOf } from './visitorOf.ts'

/** Finds who signs a request in on a tenant's host, by the API key or the session it carries. */
export function authenticateRequest(settings: { demo: boolean }): Authenticate {
  return async (request, tenant, options) => {
    const { demoAllowed } = visitorOf(request, settings.demo)
    const key = readApiKey(request)
    if (key !== undefined) {
      return authenticateApiKey(key, tenant.id, demoAllowed)
    }
    const token = readToken(request)

    return token === undefined ? null : authenticate(token, tenant.id, demoAllowed, options)
  }
}

/** Finds the member of the platform's staff who signs a request in on the bare host. */
export async function authenticateStaff(
  request: Request,
  settings: { demo: boolean },
): Promise<null | PlatformPrincipal> {
  const token = readToken(request)
  const { demoAllowed } = visitorOf(request, settings.demo)

  return token === undefined ? null : authenticatePlatform(token, demoAllowed)
}
