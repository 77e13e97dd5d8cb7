import type { Request, RequestHandler } from 'express'

import type { PlatformPrincipal } from '../../../identity/index.ts'
import { serverErrors } from '../../errors.ts'
import { authenticateStaff } from '../authenticateRequest.ts'

const staff = new WeakMap<Request, PlatformPrincipal>()

/** Notes which member of the platform's staff makes the request. */
export function findStaff(settings: { demo: boolean }): RequestHandler {
  return async (request, _response, next) => {
    const principal = await authenticateStaff(request, settings)
    if (principal !== null) {
      staff.set(request, principal)
    }
    next()
  }
}

/** The member of the platform's staff who makes the request, or null. */
export function staffOf(request: Request): null | PlatformPrincipal {
  return staff.get(request) ?? null
}

/** The member of the platform's staff who makes the request; throws `SERVER_SIGN_IN_REQUIRED`. */
export function requireStaff(request: Request): PlatformPrincipal {
  const principal = staffOf(request)
  if (principal === null) {
    throw serverErrors.SIGN_IN_REQUIRED({})
  }

  return principal
}
