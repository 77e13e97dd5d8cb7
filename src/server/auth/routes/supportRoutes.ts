import { Router } from 'express'

import { endSupport, identityErrors, listSupport, redeemSupport } from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import type { AuthSettings } from '../context.ts'
import { principalOf, queryOf, requirePermission } from '../context.ts'
import { setSessionCookie } from '../sessionToken.ts'
import { visitorOf } from '../visitorOf.ts'

/** Support of the platform's staff in a tenant: coming in with a code, and what its administrators see and end. */
export function supportRoutes(settings: AuthSettings): Router {
  const router = Router()

  router.get('/support', async (request, response) => {
    response.setHeader('cache-control', 'no-store')
    // Whoever is signed in here stays so: a link from elsewhere must not change who one is.
    if (principalOf() === null) {
      const { token } = await redeemSupport({
        code: queryOf(request, 'code'),
        tenantId: tenantOf(request).id,
        visitor: visitorOf(request, settings.demo),
      })
      setSessionCookie(request, response, token)
    }
    response.redirect(303, '/')
  })
  router.get('/support-sessions', async (_request, response) => {
    requirePermission('settings.manage')
    response.setHeader('cache-control', 'no-store')
    response.json({ docs: await listSupport() })
  })
  router.delete('/support-sessions/:id', async (request, response) => {
    requirePermission('settings.manage')
    const { id } = request.params
    if (!isId(id)) {
      throw identityErrors.SESSION_MISSING({})
    }
    await endSupport(id)
    response.json({ id })
  })

  return router
}
