import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { tenancyErrors } from '../errors.ts'
import { invalidateHosts } from './resolveHost.ts'
import { TENANT_COLUMNS, toTenant } from './tenantRow.ts'
import type { Tenant } from './types.ts'

/** What people may change of their own tenant: three-letter currency, language, name, IANA time zone. */
export type TenantChange = Partial<Pick<Tenant, 'currency' | 'locale' | 'name' | 'timeZone'>>

/** Changes what a tenant is called and counts in; what is left out stays. Throws `TENANCY_TENANT_UNKNOWN`. */
export async function changeTenant(tenantId: string, change: TenantChange): Promise<Tenant> {
  const [row] = await runAsSystem('company', () =>
    database().transaction((transaction) =>
      transaction.query(
        `update tenants t set name = coalesce($2, t.name), currency = coalesce($3, t.currency),
            locale = coalesce($4, t.locale), time_zone = coalesce($5, t.time_zone)
          where t.id = $1 returning ${TENANT_COLUMNS}`,
        [
          tenantId,
          change.name ?? null,
          change.currency ?? null,
          change.locale ?? null,
          change.timeZone ?? null,
        ],
      ),
    ),
  )
  if (row === undefined) {
    throw tenancyErrors.TENANT_UNKNOWN({ tenant: tenantId })
  }
  invalidateHosts()

  return toTenant(row)
}
