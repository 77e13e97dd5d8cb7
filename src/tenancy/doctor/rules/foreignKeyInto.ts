import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

/** No table of all tenants refers to a row of one: the reference would tell whether it exists. */
export const foreignKeyInto = defineRule('foreign-key-into', (catalog) =>
  catalog.relations
    .filter((table) => !tenantTables(catalog).includes(table))
    .flatMap((table) => {
      const tenant = new Set(tenantTables(catalog).map(({ name }) => name))

      return table.constraints
        .filter(({ references }) => references !== null && tenant.has(references))
        .map(({ name }) => ({
          fix: `alter table ${fullName(table)} drop constraint ${name}`,
          message: `the foreign key ${name} points into a table of tenants`,
          object: fullName(table),
        }))
    }),
)
