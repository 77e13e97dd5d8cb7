import type { RequestHandler } from 'express'

import { invalidateTenantSessions } from '../../identity/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const RIGHTS = /^\/api\/(?:roles|teams|user-roles|users)(?:\/|$)/i

/** Makes this process ask anew who may do what once a write to users, roles or teams is answered. */
export const forgetRights: RequestHandler = (request, response, next) => {
  if (!SAFE.has(request.method) && RIGHTS.test(request.path)) {
    const { tenantId } = requireTenantScope()
    // Not before: what is read while the write is under way would be kept as it was.
    response.once('finish', () => {
      invalidateTenantSessions(tenantId)
    })
  }
  next()
}
