import type { Request } from 'express'
import { Router } from 'express'

import type { Authenticate } from '../middleware/enterTenant.ts'
import { tenantOf } from '../middleware/enterTenant.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import type { RequestTenant } from '../requestContext.ts'
import type { Hub } from './createHub.ts'
import { createHub } from './createHub.ts'
import { streamWorker } from './streamWorker.ts'

type HostMeaning = { kind: string; tenant?: RequestTenant }

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const RIGHTS = /^\/(?:api\/(?:auth|modules|roles|teams|user-roles|users)(?:\/|$)|logout)/i

const hubs = new Set<Hub>()

/**
 * `GET /api/stream`: server-sent events that say which records of the tenant have changed, to people who
 * may read them; and the script that shares one stream among the windows of a browser.
 */
export function streamRouter(parts: {
  authenticate: Authenticate
  hostMeaning: (request: Request) => Promise<HostMeaning>
}): Router {
  const hub = createHub({
    prove: async (request) => {
      const { tenant } = await parts.hostMeaning(request)
      if (tenant?.id !== tenantOf(request).id || tenant.status !== 'active') {
        return null
      }
      const principal = await parts.authenticate(request, tenant, { isPassive: true })

      return principal === null ? null : { principal, tenant }
    },
  })
  hubs.add(hub)
  const script = `(${streamWorker.toString()})()`
  const router = Router()
  // Polling finds every change; what this process itself has just written need not wait for it.
  router.use(function hintWrites(request, response, next) {
    if (!SAFE.has(request.method)) {
      const { id } = tenantOf(request)
      const { path } = request
      response.once('finish', () => {
        hub.poke(id, { prove: RIGHTS.test(path) })
      })
    }
    next()
  })
  router.get('/api/stream', (request, response) => {
    hub.open(request, response, { principal: requirePrincipal(), tenant: tenantOf(request) })
  })
  router.get('/api/stream/worker.js', (_request, response) => {
    requirePrincipal()
    response.setHeader('cache-control', 'no-cache')
    response.type('text/javascript').send(script)
  })

  return router
}

/** Ends every stream of this process, so that a server can stop. */
export function closeStreams(): void {
  for (const hub of hubs) {
    hub.close()
  }
  hubs.clear()
}
