import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

/** A foreign key of a tenant table binds both ends to the same tenant, for its check does not see policies. */
export const foreignKeyTenant = defineRule('foreign-key-tenant', (catalog) =>
  tenantTables(catalog).flatMap((table) =>
    table.constraints
      .filter(({ kind }) => kind === 'foreign')
      .filter(
        ({ columns, referencedColumns }) =>
          columns.length < 2 || columns[0] !== 'tenant_id' || referencedColumns[0] !== 'tenant_id',
      )
      .map(({ name, references }) => ({
        fix: `Make it (tenant_id, …) references ${references ?? 'its table'} (tenant_id, id)`,
        message: `the foreign key ${name} does not bind the tenant`,
        object: fullName(table),
      })),
  ),
)
