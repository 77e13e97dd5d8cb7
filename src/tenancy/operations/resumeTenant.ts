import { setTenantStatus } from './setTenantStatus.ts'
import type { Tenant } from './types.ts'

/** Opens a suspended tenant again. Throws `TENANCY_TENANT_UNKNOWN`. */
export function resumeTenant({ slug }: { slug: string }): Promise<Tenant> {
  return setTenantStatus(slug, 'active')
}
