import type { Request, RequestHandler, Router } from 'express'
import express from 'express'
import type { SanitizedConfig } from 'payload'

import type { Log } from '../kernel/log/index.ts'
import { serverErrors } from './errors.ts'
import { adminGate } from './middleware/adminGate.ts'
import { answerError } from './middleware/answerError.ts'
import { correlate } from './middleware/correlate.ts'
import type { Authenticate } from './middleware/enterTenant.ts'
import { enterTenant, setTenant } from './middleware/enterTenant.ts'
import { secureHeaders } from './middleware/secureHeaders.ts'
import { modulesRouter } from './modulesRouter.ts'
import { payloadHandler } from './payload/payloadHandler.ts'
import { recordsRouter } from './records/recordsRouter.ts'
import type { RequestTenant } from './requestContext.ts'
import { requestContext } from './requestContext.ts'

/** What a host stands for. */
export type HostMeaning =
  { kind: 'platform' } | { kind: 'tenant'; tenant: RequestTenant } | { kind: 'unknown' }

/** What the server is put together from. */
export type AppParts = {
  /** Serves `/admin` and `/_next`; absent where the admin is not built (API only). */
  admin: RequestHandler | undefined
  authenticate: Authenticate
  hostMeaning: (request: Request) => Promise<HostMeaning>
  isReady: () => Promise<Record<string, boolean>>
  log: Log
  moduleOf: (slug: string) => string | undefined
  payloadConfig: SanitizedConfig
  /** Everything of the bare host. */
  platform: Router
  requireSameOrigin: RequestHandler
  /** Slugs whose records the API serves. */
  slugs: ReadonlySet<string>
  /** Addresses and networks whose forwarded headers count. */
  trustProxy: readonly string[]
  /** Sign-in and other pages and routes of a tenant's host that need no session. */
  tenantRoutes: Router
}

/** Puts the HTTP server together: health, hosts, sign-in, the API and the admin. */
export function createApp(parts: AppParts): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', false)
  app.set('trust proxy', [...parts.trustProxy])
  app.use(correlate(parts.log), secureHeaders)
  app.get('/health', (_request, response) => {
    response.json({ status: 'alive' })
  })
  app.get('/ready', (_request, response, next) => {
    parts.isReady().then((checks) => {
      const ready = Object.values(checks).every(Boolean)
      response.status(ready ? 200 : 503).json({ checks, status: ready ? 'ready' : 'waiting' })
    }, next)
  })
  app.use(parts.requireSameOrigin)
  app.use(function findHost(request, response, next) {
    parts
      .hostMeaning(request)
      .then((meaning) => {
        if (meaning.kind === 'platform') {
          parts.platform(request, response, (error?: unknown) => {
            next(error ?? serverErrors.ROUTE_UNKNOWN({}))
          })

          return
        }
        if (meaning.kind === 'unknown') {
          throw serverErrors.HOST_UNKNOWN({})
        }
        setTenant(request, meaning.tenant)
        next()
      })
      .catch(next)
  })
  app.use(enterTenant(parts.authenticate))
  app.use(parts.tenantRoutes, modulesRouter())
  const isOpen = (slug: string) => parts.slugs.has(slug) && isModuleOn(parts.moduleOf(slug))
  app.use('/api', recordsRouter({ isOpen }))
  app.use('/api', payloadHandler({ config: parts.payloadConfig, isOpen }))
  if (parts.admin !== undefined) {
    app.use(adminGate(parts.admin))
  }
  app.use(function refuseUnknown() {
    throw serverErrors.ROUTE_UNKNOWN({})
  })
  app.use(answerError(parts.log))

  return app
}

function isModuleOn(module: string | undefined): boolean {
  const modules = requestContext.getStore()?.tenant.modules

  return module === undefined || modules?.[module] !== false
}
