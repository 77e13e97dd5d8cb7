import { createMailDelivery, invalidateTenantSessions, sweepIdentity } from '../identity/index.ts'
import type { Config } from '../kernel/config/index.ts'
import type { Log } from '../kernel/log/index.ts'
import type { AppParts } from '../server/index.ts'
import {
  authenticateRequest,
  authRouter,
  consoleRouter,
  requireSameOrigin,
} from '../server/index.ts'
import { listTenants, resumeTenant, suspendTenant } from '../tenancy/index.ts'
import { createTenant } from './createTenant.ts'
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
  const originOf = (slug: string) => {
    const port = parts.port()
    const isLocal = publicHost === 'localhost'

    return isLocal ? `http://${slug}.${publicHost}:${port}` : `https://${slug}.${publicHost}`
  }
  const mails = createMailDelivery(
    { dataDir: config.dataDir, from: config.mail.from, smtpUrl: config.mail.smtpUrl },
    (error) => {
      log.warn({ err: error }, 'mail could not be delivered')
    },
  )

  const sweep = setInterval(() => {
    sweepIdentity().catch((error: unknown) => {
      log.warn({ err: error }, 'expired sessions could not be swept')
    })
  }, SWEEP_MS)
  sweep.unref()

  return {
    authenticate: authenticateRequest({ demo }),
    platform: consoleRouter({ demo, originOf, tenants: consoleTenants(product) }),
    requireSameOrigin,
    stop: async () => {
      clearInterval(sweep)
      await mails.stop()
    },
    tenantRoutes: authRouter({ demo, mails, originOf }),
  }
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
      const tenant = (await listTenants({ search: slug })).find((one) => one.slug === slug)
      if (tenant === undefined) {
        throw mainErrors.TENANT_SLUG_INVALID({ field: 'slug', slug })
      }

      return tenant
    },
    listTenants: async ({ limit, page, search }) => {
      const found = await listTenants({ search })

      return { docs: found.slice((page - 1) * limit, page * limit), totalDocs: found.length }
    },
    resumeTenant: (slug) => resumeTenant({ slug }),
    suspendTenant: async (slug) => {
      const tenant = await suspendTenant({ slug })
      invalidateTenantSessions(tenant.id)

      return tenant
    },
  }
}
