import type { Request } from 'express'

import type { Principal, TenantRef } from '../../identity/index.ts'
import { canDo } from '../../identity/index.ts'
import { tenantOf } from '../middleware/enterTenant.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { requestContext } from '../requestContext.ts'
import { authErrors } from './errors.ts'

/** What the routes of signing in need from the process. */
export type AuthSettings = {
  /** True also takes sign-in providers on plain http and on private addresses. Default false. */
  allowHttpProviders?: boolean
  /** False refuses demo logins and their sessions everywhere. */
  demo: boolean
  mails: {
    /** Delivers soon what has been queued. */
    kick: () => void
  }
  /** Scheme, host and port of a tenant, from the settings or its proved host, never from a request. */
  originOf: (slug: string, domain?: null | string) => string
}

/** The person who makes the request, or null. */
export function principalOf(): null | Principal {
  return requestContext.getStore()?.principal ?? null
}

/** The person who makes the request and may do `permission`; throws otherwise. */
export function requirePermission(permission: string): Principal {
  const principal = requirePrincipal()
  if (!canDo(principal, permission)) {
    throw authErrors.PERMISSION_REFUSED({ permission })
  }

  return principal
}

/** The request's tenant as mails name it. */
export function tenantRefOf(request: Request, settings: AuthSettings): TenantRef {
  const { domain, id, locale, name, slug } = tenantOf(request)

  return { id, locale, name, origin: settings.originOf(slug, domain), slug }
}

/** One parameter of the request's address, or an empty text. */
export function queryOf(request: Request, name: string): string {
  return new URL(request.originalUrl, 'http://localhost').searchParams.get(name) ?? ''
}
