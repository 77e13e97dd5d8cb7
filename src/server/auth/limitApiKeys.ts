import type { RequestHandler } from 'express'

import { apiKeyOf } from '../../identity/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import { principalOf } from './context.ts'
import { authErrors } from './errors.ts'

const API = /^\/api(?:\/|$)/i
const OWN_ROUTES = new Set(['/me'])

/** Lets an API key reach the API alone, and has what it changes say that a key did it. */
export const enterAsApiKey: RequestHandler = (request, _response, next) => {
  const apiKeyId = apiKeyOf(principalOf())
  if (apiKeyId === null) {
    next()

    return
  }
  if (!API.test(request.path)) {
    throw authErrors.API_KEY_REFUSED({})
  }
  runAsTenant({ ...requireTenantScope(), actor: { id: apiKeyId, type: 'api_key' } }, next)
}

/** Keeps API keys from everything about accounts: sessions, passwords, invitations, other keys. */
export const refuseApiKeys: RequestHandler = (request, _response, next) => {
  if (apiKeyOf(principalOf()) !== null && !OWN_ROUTES.has(request.path)) {
    throw authErrors.API_KEY_REFUSED({})
  }
  next()
}
