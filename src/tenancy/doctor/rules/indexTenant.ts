import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

/** An index of a tenant table leads with the tenant, or it serves no request. */
export const indexTenant = defineRule('index-tenant', (catalog) =>
  tenantTables(catalog).flatMap((table) =>
    table.indexes
      .filter(({ columns, unique }) => !unique && columns[0] !== 'tenant_id')
      .map(({ name }) => ({
        fix: `Create it again with tenant_id in front: ${name}`,
        message: `the index ${name} does not lead with tenant_id`,
        object: fullName(table),
      })),
  ),
)
