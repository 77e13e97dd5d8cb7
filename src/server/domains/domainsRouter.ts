import { Router } from 'express'
import { z } from 'zod'

import { claimDomain, listDomains, releaseDomain, verifyDomain } from '../../tenancy/index.ts'
import { jsonBody, parseBody } from '../auth/body.ts'
import { requirePermission } from '../auth/context.ts'

const wanted = z.strictObject({ host: z.string().min(1).max(1_000) })

/** The hosts of a tenant's own: claiming, proving and giving them up, for who manages its settings. */
export function domainsRouter({ publicHost }: { publicHost: string }): Router {
  const router = Router()

  router.get('/api/domains', async (_request, response) => {
    const { tenantId } = requirePermission('settings.manage')
    response.json({ docs: await listDomains(tenantId) })
  })
  router.post('/api/domains', jsonBody, async (request, response) => {
    const { tenantId } = requirePermission('settings.manage')
    const { host } = parseBody(wanted, request.body)
    response.status(201).json({ doc: await claimDomain({ host, publicHost, tenantId }) })
  })
  router.post('/api/domains/:host/verify', async (request, response) => {
    const { tenantId } = requirePermission('settings.manage')
    const host = request.params.host.toLowerCase()
    response.json({ doc: await verifyDomain({ host, tenantId }) })
  })
  router.delete('/api/domains/:host', async (request, response) => {
    const { tenantId } = requirePermission('settings.manage')
    const host = request.params.host.toLowerCase()
    await releaseDomain({ host, tenantId })
    response.json({ host })
  })

  return router
}
