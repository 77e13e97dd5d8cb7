import type { Request, RequestHandler } from 'express'

import { identityErrors, mustEnrol } from '../../identity/index.ts'
import { principalOf } from './context.ts'

/** The page on which people set up and switch off their second factor. */
export const FACTOR_PAGE = '/account/second-factor'

const ALWAYS =
  /^\/(?:_next\/.*|account\/second-factor|api\/auth\/(?:logout|me|second-factor(?:\/[a-z-]+)?)|logout)\/?$/i

/**
 * Where the tenant asks for a second factor, lets people without one do nothing but set it up: a page
 * leads them there, the API refuses with `IDENTITY_SECOND_FACTOR_REQUIRED`.
 */
export const requireEnrolment: RequestHandler = async (request, response, next) => {
  const principal = principalOf()
  if (principal === null || ALWAYS.test(request.path) || !(await mustEnrol(principal))) {
    next()
  } else if (isPageRequest(request)) {
    response.redirect(303, FACTOR_PAGE)
  } else {
    throw identityErrors.SECOND_FACTOR_REQUIRED({})
  }
}

function isPageRequest(request: Request): boolean {
  return request.method === 'GET' && request.accepts(['json', 'html']) === 'html'
}
