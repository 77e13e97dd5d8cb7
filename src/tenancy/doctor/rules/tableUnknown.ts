import { defineRule } from '../defineRule.ts'
import { fullName, specsByName } from '../select.ts'

/** Every table must be one the model knows: only then are its keys and policies generated. */
export const tableUnknown = defineRule('table-unknown', (catalog) =>
  catalog.relations
    .filter(({ kind, schema }) => kind === 'table' && schema !== 'tenancy')
    .filter(({ name, schema }) => schema !== 'public' || !specsByName(catalog).has(name))
    .map((table) => ({
      fix: `Declare it as a collection or drop it: drop table ${fullName(table)}`,
      message: 'this table is not in the model',
      object: fullName(table),
    })),
)
