import { Router } from 'express'

import { createMailDelivery, invalidateTenantSessions, sweepIdentity } from '../identity/index.ts'
import { enqueueJob } from '../jobs/index.ts'
import type { Config } from '../kernel/config/index.ts'
import type { Log } from '../kernel/log/index.ts'
import type { AppParts } from '../server/index.ts'
import {
  authenticateRequest,
  authRouter,
  companyRouter,
  consoleRouter,
  domainsRouter,
  requireSameOrigin,
  startRouter,
  sweepDomains,
} from '../server/index.ts'
import { findTenant, pageTenants, resumeTenant, suspendTenant } from '../tenancy/index.ts'
import { createTenant } from './createTenant.ts'
import { fillDemoJob } from './demo/fillDemoJob.ts'
import { mainErrors } from './errors.ts'
import type { Product } from './product.ts'

const SWEEP_MS = 3_600_000

type Routes = Pick<AppParts, 'authenticate' | 'platform' | 'requireSameOrigin' | 'tenantRoutes'>

/** The routes that need no record: signing in, the pages of a tenant's host and the platform's console. */
export function buildRoutes(parts: {
  config: Config
  log: Log
  /** The port that really listens; known only once it does. */
  port: () => number
  product: Product
}): Routes & { stop: () => Promise<void> } {
  const { config, log, product } = parts
  const { demo, publicHost } = config
  const originAt = (host: string) =>
    publicHost === 'localhost' ? `http://${host}:${parts.port()}` : `https://${host}`
  const originOf = (slug: string, domain?: null | string) =>
    originAt(domain ?? `${slug}.${publicHost}`)
  const mails = createMailDelivery(
    { dataDir: config.dataDir, from: config.mail.from, smtpUrl: config.mail.smtpUrl },
    (error) => {
      log.warn({ err: error }, 'mail could not be delivered')
    },
  )

  const sweep = startSweeps(log, { kick: mails.kick, originOf })

  return {
    authenticate: authenticateRequest({ demo }),
    platform: consoleRouter({
      demo,
      mails,
      originOf,
      platformOrigin: () => originAt(publicHost),
      tenants: consoleTenants(product),
    }),
    requireSameOrigin,
    stop: async () => {
      clearInterval(sweep)
      await mails.stop()
    },
    tenantRoutes: Router().use(
      authRouter({ allowHttpProviders: config.oidcAllowHttp, demo, mails, originOf }),
      domainsRouter({ publicHost }),
      companyRouter(),
      startRouter({
        fillWithDemo: ({ currency, locale, name, timeZone }) =>
          enqueueJob(fillDemoJob, { currency, locale, name, timeZone }),
      }),
    ),
  }
}

/** Does every hour what no tenant's schedule does: sessions that ended, proofs of hosts. */
function startSweeps(
  log: Log,
  mails: Parameters<typeof sweepDomains>[0],
): ReturnType<typeof setInterval> {
  const sweep = setInterval(() => {
    sweepIdentity().catch((error: unknown) => {
      log.warn({ err: error }, 'expired sessions could not be swept')
    })
    sweepDomains(mails).catch((error: unknown) => {
      log.warn({ err: error }, 'the hosts of tenants could not be checked')
    })
  }, SWEEP_MS)

  return sweep.unref()
}

function consoleTenants(product: Product): Parameters<typeof consoleRouter>[0]['tenants'] {
  return {
    createTenant: async (wanted) => {
      const { slug } = await createTenant(product, {
        name: wanted.name,
        owner: {
          email: wanted.ownerEmail,
          name: wanted.ownerName,
          password: wanted.ownerPassword,
        },
        slug: wanted.slug,
      })
      const tenant = await findTenant(slug)
      if (tenant === undefined) {
        throw mainErrors.TENANT_SLUG_INVALID({ field: 'slug', slug })
      }

      return tenant
    },
    findTenant,
    listTenants: pageTenants,
    resumeTenant: (slug) => resumeTenant({ slug }),
    suspendTenant: async (slug) => {
      const tenant = await suspendTenant({ slug })
      invalidateTenantSessions(tenant.id)

      return tenant
    },
  }
}
