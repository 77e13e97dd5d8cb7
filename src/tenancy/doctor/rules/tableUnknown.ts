import { fullName, specsByName } from '../select.ts'
import type { Rule } from '../types.ts'

/** Every table must be one the model knows: only then are its keys and policies generated. */
export const tableUnknown: Rule = {
  check: (catalog) =>
    catalog.relations
      .filter(({ kind, schema }) => kind === 'table' && schema !== 'tenancy')
      .filter(({ name, schema }) => schema !== 'public' || !specsByName(catalog).has(name))
      .map((table) => ({
        fix: `Declare it as a collection or drop it: drop table ${fullName(table)}`,
        message: 'this table is not in the model',
        object: fullName(table),
      })),
  id: 'table-unknown',
}
