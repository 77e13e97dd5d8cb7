import { fullName, tenantTables } from '../select.ts'
import type { Rule } from '../types.ts'

/** Row-level security binds the owner of every table of a tenant too. */
export const rowSecurityUnforced: Rule = {
  check: (catalog) =>
    tenantTables(catalog)
      .filter((table) => !table.forced)
      .map((table) => ({
        fix: `alter table ${fullName(table)} force row level security`,
        message: 'row-level security does not bind the owner',
        object: fullName(table),
      })),
  id: 'row-security-unforced',
}
