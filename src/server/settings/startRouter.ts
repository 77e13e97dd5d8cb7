import type { RequestHandler } from 'express'
import { Router } from 'express'

import { recordErrors } from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { tenantOf } from '../middleware/enterTenant.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import type { RequestTenant } from '../requestContext.ts'
import { requestContext } from '../requestContext.ts'
import { isNewTenant } from './isNewTenant.ts'

/**
 * The first run of a new tenant: leads who manages it to the page that sets it up, until that is done, and
 * fills it with demo data on `POST /api/start/demo`, which asks for `settings.manage`.
 */
export function startRouter(options: {
  /** Begins to fill the tenant and gives the id of the job. */
  fillWithDemo: (tenant: RequestTenant) => Promise<string>
}): Router {
  const router = Router()
  router.use(leadToStart)
  router.post('/api/start/demo', async (request, response) => {
    if (!canDo(requirePrincipal(), 'settings.manage')) {
      throw recordErrors.FORBIDDEN({ action: 'manage settings' })
    }
    if (!(await isNewTenant())) {
      throw recordErrors.FORBIDDEN({ action: 'fill a tenant that has records' })
    }
    response.status(202).json({ job: { id: await options.fillWithDemo(tenantOf(request)) } })
  })

  return router
}

/** Tenants that are known to need no first run, in this process; what is forgotten is looked up again. */
const settled = new Set<string>()
const MAX_SETTLED = 10_000

const leadToStart: RequestHandler = (request, response, next) => {
  const principal = requestContext.getStore()?.principal ?? null
  const isHome = request.method === 'GET' && request.path === '/admin'
  if (!isHome || principal === null || !canDo(principal, 'settings.manage')) {
    next()

    return
  }
  const { tenantId } = principal
  if (settled.has(tenantId)) {
    next()

    return
  }
  isNewTenant().then((isNew) => {
    if (isNew) {
      response.redirect(302, '/admin/start')

      return
    }
    if (settled.size >= MAX_SETTLED) {
      settled.clear()
    }
    settled.add(tenantId)
    next()
  }, next)
}
