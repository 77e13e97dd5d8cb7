import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

/** Row-level security binds the owner of every table of a tenant too. */
export const rowSecurityUnforced = defineRule('row-security-unforced', (catalog) =>
  tenantTables(catalog)
    .filter((table) => !table.forced)
    .map((table) => ({
      fix: `alter table ${fullName(table)} force row level security`,
      message: 'row-level security does not bind the owner',
      object: fullName(table),
    })),
)
