import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { tenancyErrors } from '../errors.ts'
import { invalidateHosts } from './resolveHost.ts'
import { noteSwitchedModules } from './tenantModules.ts'
import { TENANT_COLUMNS, toTenant } from './tenantRow.ts'
import type { Tenant } from './types.ts'

/** Switches a module on or off for a tenant; nothing of it is lost. Throws `TENANCY_TENANT_UNKNOWN`. */
export async function switchModule(
  tenantId: string,
  module: { id: string; isOn: boolean },
): Promise<Tenant> {
  const [row] = await runAsSystem('modules', () =>
    database().transaction((transaction) =>
      transaction.query(
        `update tenants t set modules = t.modules || jsonb_build_object($2::text, $3::boolean)
          where t.id = $1 returning ${TENANT_COLUMNS}`,
        [tenantId, module.id, module.isOn],
      ),
    ),
  )
  if (row === undefined) {
    throw tenancyErrors.TENANT_UNKNOWN({ tenant: tenantId })
  }
  invalidateHosts()
  const tenant = toTenant(row)
  noteSwitchedModules(tenant)

  return tenant
}
