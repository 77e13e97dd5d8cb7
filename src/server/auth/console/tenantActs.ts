import type { Request } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import { openSupport, SUPPORT_MINUTES } from '../../../identity/index.ts'
import { runAsTenant } from '../../../kernel/scope/index.ts'
import { tenancyErrors } from '../../../tenancy/index.ts'
import { setQuotas } from '../../../usage/index.ts'
import { usageHere } from '../../usage/usageHere.ts'
import { jsonBody, parseBody } from '../body.ts'
import { visitorOf } from '../visitorOf.ts'
import { requireManager } from './actions.ts'
import { requireStaff } from './staff.ts'
import type { ConsoleSettings, ConsoleTenant } from './types.ts'

/** What opens support: why, and a code of one's own authenticator app. */
export const support = z.strictObject({
  code: z.string().min(6).max(40),
  reason: z.string().trim().min(1).max(500),
})
const most = z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().optional()
const quotas = z.strictObject({
  records: most,
  requestsPerMinute: z.int().min(1).max(100_000_000).nullable().optional(),
  storageBytes: most,
  users: most,
})

/** What staff of the platform do with one tenant: help in it, see what it uses, set what it may. */
export function tenantActs(settings: ConsoleSettings): Router {
  const router = Router()
  router.post('/tenants/:slug/support', jsonBody, async (request, response) => {
    const tenant = await managedTenant(request, settings)
    const { id, code } = await openSupport({
      ...parseBody(support, request.body),
      staff: requireStaff(request),
      tenantId: tenant.id,
      visitor: visitorOf(request, settings.demo),
    })
    response.setHeader('cache-control', 'no-store')
    response.status(201).json({
      id,
      minutes: SUPPORT_MINUTES,
      url: supportUrl(settings, tenant, code),
    })
  })
  router.get('/tenants/:slug/usage', async (request, response) => {
    const { id } = await managedTenant(request, settings)
    response.json(await runAsTenant({ tenantId: id }, usageHere))
  })
  router.patch('/tenants/:slug/quotas', jsonBody, async (request, response) => {
    const { id } = await managedTenant(request, settings)
    const given = Object.entries(parseBody(quotas, request.body))
    const wanted = Object.fromEntries(given.filter(([, value]) => value !== undefined))
    response.json({ doc: await setQuotas(id, wanted) })
  })

  return router
}

/** Where a code opens the session of support: on the tenant's own host. */
export function supportUrl(
  { originOf }: Pick<ConsoleSettings, 'originOf'>,
  { domain, slug }: ConsoleTenant,
  code: string,
): string {
  return `${originOf(slug, domain)}/api/auth/support?code=${code}`
}

/** The tenant that a request names, for staff who manage any; throws `TENANCY_TENANT_UNKNOWN`. */
export async function managedTenant(
  request: Request,
  settings: ConsoleSettings,
): Promise<ConsoleTenant> {
  await requireManager(requireStaff(request))
  const slug = String(request.params['slug'])
  const tenant = await settings.tenants.findTenant(slug)
  if (tenant === undefined) {
    throw tenancyErrors.TENANT_UNKNOWN({ tenant: slug })
  }

  return tenant
}
