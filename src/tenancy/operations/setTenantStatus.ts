import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { tenancyErrors } from '../errors.ts'
import { invalidateHosts } from './resolveHost.ts'
import { TENANT_COLUMNS, toTenant } from './tenantRow.ts'
import type { Tenant } from './types.ts'

/** Sets the status of a tenant; repeating it keeps the time of the first suspension. */
export async function setTenantStatus(slug: string, status: Tenant['status']): Promise<Tenant> {
  const [row] = await runAsSystem('console', () =>
    database().transaction((transaction) =>
      transaction.query(
        `update tenants t set status = $2,
            suspended_at = case when $2 = 'suspended' then coalesce(t.suspended_at, now()) end
          where t.slug = $1 and t.deleting_at is null returning ${TENANT_COLUMNS}`,
        [slug, status],
      ),
    ),
  )
  if (row === undefined) {
    throw tenancyErrors.TENANT_UNKNOWN({ tenant: slug })
  }
  invalidateHosts()

  return toTenant(row)
}
