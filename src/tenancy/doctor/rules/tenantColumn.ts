import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'
import type { Column } from '../types.ts'

/** Every table of a tenant has tenant_id, required, of type uuid, filled from the verified context. */
export const tenantColumn = defineRule('tenant-column', (catalog) =>
  tenantTables(catalog).flatMap((table) => {
    const column = table.columns.find(({ name }) => name === 'tenant_id')
    const message = reasonAgainst(column)

    return message === undefined
      ? []
      : [
          {
            fix: 'Make it: tenant_id uuid not null default tenancy.current_tenant()',
            message,
            object: fullName(table),
          },
        ]
  }),
)

function reasonAgainst(column: Column | undefined): string | undefined {
  if (column === undefined) {
    return 'the column tenant_id is missing'
  }
  if (column.type !== 'uuid') {
    return `the column tenant_id is of type ${column.type}`
  }
  if (!column.notNull) {
    return 'the column tenant_id may be null'
  }

  return column.default === 'tenancy.current_tenant()'
    ? undefined
    : 'the column tenant_id has another default than the verified context'
}
