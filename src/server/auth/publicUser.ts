import type { Principal } from '../../identity/index.ts'
import { supportOf } from '../../identity/index.ts'
import type { RequestTenant } from '../requestContext.ts'

/** What a person is told about themselves. */
export function publicUser(principal: Principal, tenant: Pick<RequestTenant, 'name' | 'slug'>) {
  const support = supportOf(principal)

  return {
    email: principal.email,
    id: principal.userId,
    locale: principal.locale,
    name: principal.name,
    permissions: principal.permissions,
    role: principal.roleKey,
    ...(support === null ? {} : { support }),
    timeZone: principal.timeZone,
    tenant: { name: tenant.name, slug: tenant.slug },
  }
}
