import { defineRule } from '../defineRule.ts'
import { knownTables } from '../select.ts'

/** Every table of the model must stand in the database. */
export const tableMissing = defineRule('table-missing', (catalog) =>
  catalog.model.tables
    .filter(({ name }) => !knownTables(catalog).some(({ table }) => table.name === name))
    .map(({ name }) => ({
      fix: 'Restore it from a backup; tenon migrate believes that it is there',
      message: 'this table of the model is missing',
      object: `public.${name}`,
    })),
)
