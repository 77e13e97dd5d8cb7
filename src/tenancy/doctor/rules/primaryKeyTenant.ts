import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

/** Every table of a tenant has a primary key that leads with the tenant. */
export const primaryKeyTenant = defineRule('primary-key-tenant', (catalog) =>
  tenantTables(catalog)
    .filter(
      (table) =>
        table.constraints.find(({ kind }) => kind === 'primary')?.columns[0] !== 'tenant_id',
    )
    .map((table) => ({
      fix: 'Make the primary key (tenant_id, …)',
      message: 'the primary key does not lead with tenant_id',
      object: fullName(table),
    })),
)
