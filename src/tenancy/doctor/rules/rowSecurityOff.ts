import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

/** Row-level security is enabled on every table of a tenant. */
export const rowSecurityOff = defineRule('row-security-off', (catalog) =>
  tenantTables(catalog)
    .filter((table) => !table.protected)
    .map((table) => ({
      fix: `alter table ${fullName(table)} enable row level security`,
      message: 'row-level security is not enabled',
      object: fullName(table),
    })),
)
