import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { tenancyErrors } from '../errors.ts'
import { invalidateHosts } from './resolveHost.ts'
import { TENANT_COLUMNS, toTenant } from './tenantRow.ts'
import type { Tenant } from './types.ts'

/**
 * Closes a tenant for good: from now on it can only be deleted, and only now its rows can be purged.
 * Repeating it keeps the time of the first. Throws `TENANCY_TENANT_UNKNOWN`.
 */
export async function markTenantDeleting({ slug }: { slug: string }): Promise<Tenant> {
  const [row] = await runAsSystem('tenant-delete', () =>
    database().transaction((transaction) =>
      transaction.query(
        `update tenants t set status = 'suspended', suspended_at = coalesce(t.suspended_at, now()),
            deleting_at = coalesce(t.deleting_at, now())
          where t.slug = $1 returning ${TENANT_COLUMNS}`,
        [slug],
      ),
    ),
  )
  if (row === undefined) {
    throw tenancyErrors.TENANT_UNKNOWN({ tenant: slug })
  }
  invalidateHosts()

  return toTenant(row)
}
