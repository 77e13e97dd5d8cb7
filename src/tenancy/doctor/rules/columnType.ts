import { defineRule } from '../defineRule.ts'
import { fullName, tenantTables } from '../select.ts'

const ALLOWED = new Set([
  'bigint',
  'boolean',
  'bytea',
  'date',
  'double precision',
  'integer',
  'jsonb',
  'text',
  'timestamp with time zone',
  'uuid',
  'xid8',
])

/** Columns of a tenant have types whose comparisons are leakproof, so that indexes serve under row-level security. */
export const columnType = defineRule('column-type', (catalog) =>
  tenantTables(catalog).flatMap((table) =>
    table.columns
      .filter(({ type }) => !ALLOWED.has(type))
      .map(({ name, type }) => ({
        fix: 'Use text with a check, bigint or double precision',
        message: `the column ${name} is of type ${type}, which no index serves under row-level security`,
        object: fullName(table),
      })),
  ),
)
