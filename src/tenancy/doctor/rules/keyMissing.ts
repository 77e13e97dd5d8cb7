import type { TableSpec } from '../../../kernel/schema/index.ts'
import { checkName, foreignKeyName, primaryKeyName } from '../../ddl/names.ts'
import { defineRule } from '../defineRule.ts'
import { fullName, knownTables } from '../select.ts'

/** Every key and check of the model stands and is enforced. */
export const keyMissing = defineRule('key-missing', (catalog) =>
  knownTables(catalog).flatMap(({ spec, table }) =>
    keyNames(spec)
      .filter((name) => !table.constraints.some((key) => key.name === name && key.valid))
      .map((name) => ({
        fix: 'Create it again as migrations/SCHEMA.md has it',
        message: `the key ${name} is missing or was never validated`,
        object: fullName(table),
      })),
  ),
)

function keyNames(table: TableSpec): readonly string[] {
  return [
    primaryKeyName(table),
    ...(table.foreignKeys ?? []).map((key) => foreignKeyName(table, key)),
    ...table.columns
      .filter(({ check }) => check !== undefined)
      .map((column) => checkName(table, column)),
  ]
}
