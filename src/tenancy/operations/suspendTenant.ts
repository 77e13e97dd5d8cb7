import { setTenantStatus } from './setTenantStatus.ts'
import type { Tenant } from './types.ts'

/** Closes a tenant to its users until it is resumed; its data stays. Throws `TENANCY_TENANT_UNKNOWN`. */
export function suspendTenant({ slug }: { slug: string }): Promise<Tenant> {
  return setTenantStatus(slug, 'suspended')
}
