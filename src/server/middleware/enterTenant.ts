import type { Request, RequestHandler } from 'express'

import type { Principal } from '../../identity/index.ts'
import { accessView, supportOf } from '../../identity/index.ts'
import type { TenantScope } from '../../kernel/scope/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import { sendSuspendedPage } from '../auth/pages/suspendedPage.ts'
import { serverErrors } from '../errors.ts'
import type { RequestTenant } from '../requestContext.ts'
import { requestContext } from '../requestContext.ts'
import { correlationIdOf } from './correlate.ts'

/**
 * Finds who signs a request in, on the host of one tenant. `isPassive` asks again for a request that is
 * still being answered: that is no act of the person, and keeps no idle session alive.
 */
export type Authenticate = (
  request: Request,
  tenant: RequestTenant,
  options?: { isPassive: boolean },
) => Promise<Principal | null>

/** Who has not signed in may see and do nothing with records. */
const NOBODY = accessView({
  permissions: { actions: [], collections: {}, fields: {} },
  teamIds: [],
  userId: null,
})

const tenants = new WeakMap<Request, RequestTenant>()

/** The tenant whose host was asked; throws `SERVER_HOST_UNKNOWN` on any other host. */
export function tenantOf(request: Request): RequestTenant {
  const tenant = tenants.get(request)
  if (tenant === undefined) {
    throw serverErrors.HOST_UNKNOWN({})
  }

  return tenant
}

/** Notes the tenant of a request once its host is known. */
export function setTenant(request: Request, tenant: RequestTenant): void {
  tenants.set(request, tenant)
}

/** Runs everything behind it inside the host's tenant, as the person the request proves to be. */
export function enterTenant(authenticate: Authenticate): RequestHandler {
  return function enterHost(request, response, next) {
    const tenant = tenantOf(request)
    const correlationId = correlationIdOf(request)
    if (tenant.status === 'suspended') {
      if (request.accepts(['json', 'html']) === 'html') {
        sendSuspendedPage(request, response, tenant)

        return
      }
      throw serverErrors.TENANT_SUSPENDED({})
    }
    authenticate(request, tenant).then((principal) => {
      requestContext.run({ correlationId, principal, tenant }, () => {
        runAsTenant(
          {
            access: principal === null ? NOBODY : accessView(principal),
            correlationId,
            tenantId: tenant.id,
            ...actingAs(principal),
          },
          next,
        )
      })
    }, next)
  }
}

/** Support is no user of the tenant: what it does is written down under its own session. */
function actingAs(principal: null | Principal): Partial<Pick<TenantScope, 'actor' | 'userId'>> {
  const support = supportOf(principal)

  return support === null
    ? { userId: principal?.userId ?? null }
    : { actor: { id: support.id, type: 'support' }, userId: null }
}
