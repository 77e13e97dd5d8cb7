import type { Request, RequestHandler, Router } from 'express'
import express from 'express'
import type { SanitizedConfig } from 'payload'

import type { Log } from '../kernel/log/index.ts'
import { isCollectionOn } from '../plugin/index.ts'
import { auditRouter } from './audit/auditRouter.ts'
import { noteSensitiveReadsOf } from './audit/noteSensitiveReads.ts'
import { batchesRouter, jobsRouter, settingsRouter } from './batches/index.ts'
import { serverErrors } from './errors.ts'
import { exportsRouter } from './exports/exportsRouter.ts'
import { filesRouter } from './files/filesRouter.ts'
import { importsRouter } from './imports/importsRouter.ts'
import type { RateLimits } from './limits/limitRequests.ts'
import { createRequestBuckets, limitKey, limitTenant } from './limits/limitRequests.ts'
import { listRoutes } from './listRoutes.ts'
import { createMetrics } from './metrics/createMetrics.ts'
import { measureRequests } from './metrics/measureRequests.ts'
import { metricsRoute } from './metrics/metricsRoute.ts'
import { routePattern } from './metrics/routePattern.ts'
import { adminGate } from './middleware/adminGate.ts'
import { answerError } from './middleware/answerError.ts'
import { correlate } from './middleware/correlate.ts'
import type { Authenticate } from './middleware/enterTenant.ts'
import { enterTenant, setTenant } from './middleware/enterTenant.ts'
import { secureHeaders } from './middleware/secureHeaders.ts'
import { modulesRouter } from './modulesRouter.ts'
import { notificationsRouter } from './notifications/index.ts'
import { openapiRouter } from './openapi/openapiRouter.ts'
import { payloadHandler } from './payload/payloadHandler.ts'
import { privacyRouter } from './privacy/index.ts'
import { recordsRouter } from './records/recordsRouter.ts'
import type { RequestTenant } from './requestContext.ts'
import { requestContext } from './requestContext.ts'
import { rightsRouter } from './rights/rightsRouter.ts'
import { screensRouter } from './screens/index.ts'
import { streamRouter } from './stream/index.ts'
import { usageRouter } from './usage/usageRouter.ts'

/** What a host stands for. */
export type HostMeaning =
  { kind: 'platform' } | { kind: 'tenant'; tenant: RequestTenant } | { kind: 'unknown' }

/** What the server is put together from. */
export type AppParts = {
  /** Serves `/admin` and `/_next`; absent where the admin is not built (API only). */
  admin: RequestHandler | undefined
  authenticate: Authenticate
  /** Where files made in the background lie. */
  dataDir: string
  hostMeaning: (request: Request) => Promise<HostMeaning>
  isReady: () => Promise<Record<string, boolean>>
  log: Log
  /** Lets a caller that is not on this machine read `/metrics`. */
  metricsToken?: string | undefined
  payloadConfig: SanitizedConfig
  /** Everything of the bare host. */
  platform: Router
  rateLimits: RateLimits
  requireSameOrigin: RequestHandler
  /** Slugs whose records the API serves. */
  slugs: ReadonlySet<string>
  /** Addresses and networks whose forwarded headers count. */
  trustProxy: readonly string[]
  /** Sign-in and other pages and routes of a tenant's host that need no session. */
  tenantRoutes: Router
}

/** What stands between the host and everything a tenant's host answers. */
function entrance({ authenticate, log, rateLimits }: AppParts): RequestHandler[] {
  const buckets = createRequestBuckets()

  return [
    limitTenant(buckets, rateLimits),
    enterTenant(authenticate),
    limitKey(buckets, rateLimits),
    noteSensitiveReadsOf(log),
  ]
}

/** Puts the HTTP server together: health, hosts, sign-in, the API and the admin. */
export function createApp(parts: AppParts): express.Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', false)
  app.set('trust proxy', [...parts.trustProxy])
  const metrics = createMetrics()
  let patternOf: ReturnType<typeof routePattern> | undefined
  const measure = measureRequests(metrics, (request) => {
    // Only now is every route in its place.
    patternOf ??= routePattern(listRoutes(app, parts.platform))

    return patternOf(request)
  })
  app.use(correlate(parts.log), measure, secureHeaders)
  app.get('/health', (_request, response) => {
    response.json({ status: 'alive' })
  })
  app.get('/ready', (_request, response, next) => {
    parts.isReady().then((checks) => {
      const ready = Object.values(checks).every(Boolean)
      response.status(ready ? 200 : 503).json({ checks, status: ready ? 'ready' : 'waiting' })
    }, next)
  })
  app.get('/metrics', metricsRoute(metrics, parts.metricsToken))
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
  app.use(...entrance(parts))
  serveRecords(app, parts)
  if (parts.admin !== undefined) {
    app.use(adminGate(parts.admin))
  }
  app.use(function refuseUnknown() {
    throw serverErrors.ROUTE_UNKNOWN({})
  })
  app.use(answerError(parts.log))

  return app
}

/** Everything that a tenant's host answers behind the entrance, before the admin. */
function serveRecords(app: express.Express, parts: AppParts): void {
  const isOpen = (slug: string) =>
    parts.slugs.has(slug) && isCollectionOn(requestContext.getStore()?.tenant.modules, slug)
  // First, so that it notices every write, those of signing in and out, too.
  app.use(streamRouter(parts))
  app.use(parts.tenantRoutes)
  // Asked most by far, and no collection may be called like a route of ours, so records come first.
  app.use('/api', recordsRouter({ isOpen }))
  app.use(
    screensRouter(),
    notificationsRouter(),
    modulesRouter(),
    batchesRouter(),
    jobsRouter(),
    settingsRouter(),
    rightsRouter({ isOpen }),
    openapiRouter({ isOpen }),
    filesRouter({ isOpen }),
  )
  app.use(auditRouter(), usageRouter())
  app.use(exportsRouter({ dataDir: parts.dataDir, isOpen }))
  app.use(privacyRouter({ dataDir: parts.dataDir, isOpen }))
  app.use(importsRouter({ dataDir: parts.dataDir, isOpen }))
  app.use('/api', payloadHandler({ config: parts.payloadConfig, isOpen }))
}
