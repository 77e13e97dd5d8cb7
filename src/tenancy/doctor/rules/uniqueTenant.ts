import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

/** A unique index without the tenant tells one tenant which values another has. */
export const uniqueTenant = defineRule('unique-tenant', (catalog) =>
  tenantTables(catalog).flatMap((table) =>
    table.indexes
      .filter(({ columns, unique }) => unique && columns[0] !== 'tenant_id')
      .map(({ name }) => ({
        fix: `Create it again with tenant_id in front: ${name}`,
        message: `the unique index ${name} does not lead with tenant_id`,
        object: fullName(table),
      })),
  ),
)
