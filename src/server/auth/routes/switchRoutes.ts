import { Router } from 'express'
import { z } from 'zod'

import type { Membership, Principal } from '../../../identity/index.ts'
import {
  createSwitchCode,
  identityErrors,
  listMemberships,
  redeemSwitchCode,
} from '../../../identity/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { requirePrincipal } from '../../records/recordRequest.ts'
import { jsonBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { principalOf, queryOf } from '../context.ts'
import { publicUser } from '../publicUser.ts'
import { startSession } from '../startSession.ts'
import { visitorOf } from '../visitorOf.ts'

const wanted = z.union([
  z.strictObject({ tenant: z.string().max(63) }),
  z.strictObject({ code: z.string().max(100) }),
])

/** Going over to another tenant with the same account: a code here, a session of its own there. */
export function switchRoutes(settings: AuthSettings): Router {
  const router = Router()

  router.get('/tenants', async (_request, response) => {
    const memberships = await membershipsOf(requirePrincipal())
    response.json({
      docs: memberships.map(({ domain, name, slug }) => ({
        name,
        slug,
        url: settings.originOf(slug, domain),
      })),
    })
  })
  router.post('/switch', jsonBody, async (request, response) => {
    const body = parseBody(wanted, request.body)
    response.setHeader('cache-control', 'no-store')
    if ('tenant' in body) {
      response.json(await goOver(body.tenant, settings))

      return
    }
    const tenant = tenantOf(request)
    const opened = await redeemSwitchCode({
      code: body.code,
      tenantId: tenant.id,
      visitor: visitorOf(request, settings.demo),
    })
    await startSession(request, response, opened, principalOf())
    response.json({ token: opened.token, user: publicUser(opened.principal, tenant) })
  })
  router.get('/switch', async (request, response) => {
    // Whoever is signed in here stays so: a link from elsewhere must not change who one is.
    if (principalOf() === null) {
      const opened = await redeemSwitchCode({
        code: queryOf(request, 'code'),
        tenantId: tenantOf(request).id,
        visitor: visitorOf(request, settings.demo),
      })
      await startSession(request, response, opened, null)
    }
    response.redirect(303, '/')
  })

  return router
}

/** Where a person may go from here; who comes from a tenant's provider is told of no other tenant. */
async function membershipsOf(principal: Principal): Promise<Membership[]> {
  const memberships = await listMemberships(principal.accountId)

  return principal.provider === undefined
    ? memberships
    : memberships.filter(({ tenantId }) => tenantId === principal.tenantId)
}

async function goOver(slug: string, settings: AuthSettings): Promise<{ url: string }> {
  const principal = requirePrincipal()
  const memberships = await membershipsOf(principal)
  const target = memberships.find((membership) => membership.slug === slug)
  if (target === undefined) {
    throw identityErrors.MEMBER_MISSING({})
  }
  const code = await createSwitchCode(principal, target.tenantId)

  return { url: `${settings.originOf(slug, target.domain)}/api/auth/switch?code=${code}` }
}
