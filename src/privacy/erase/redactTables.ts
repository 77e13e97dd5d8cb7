import { allModels } from '../../collection/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { PersonalValues } from '../types.ts'
import { MARK } from '../values/searchOf.ts'

// Found by the catalog, so that a table somebody adds later is not forgotten. A text that is part of a
// key or held to a check cannot be rewritten.
const COLUMNS = `select c.relname::text as "table", a.attname::text as "column",
    format_type(a.atttypid, null) as type,
    exists (
      select 1 from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey::int2[])
    ) as "isKey",
    has_table_privilege(c.oid, 'update') as "canUpdate",
    has_table_privilege(c.oid, 'delete') as "canDelete"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity
    and a.atttypid in ('text'::regtype, 'jsonb'::regtype) and a.attgenerated = ''
    and not exists (
      select 1 from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey))
  order by 1, 2`

// Identifiers of others stay theirs.
const LEFT = ['erasures', 'identifiers']

type Column = Row & {
  canDelete: boolean
  canUpdate: boolean
  column: string
  isKey: boolean
  table: string
  type: string
}

/**
 * Writes a mark in place of a person's values in everything a tenant has beside its records: jobs and
 * their rows, imports, recipes, batches, settings. A row that has one in its key is deleted.
 */
export async function redactTables(
  transaction: Transaction,
  values: PersonalValues,
): Promise<void> {
  const { tenantId } = requireTenantScope()
  const models = new Set([...LEFT, ...allModels().map(({ table }) => table)])
  const columns = (await transaction.query<Column>(COLUMNS)).filter(
    ({ table }) => !models.has(table),
  )
  for (const { canDelete, canUpdate, column, isKey, table, type } of columns) {
    const name = `public."${table}"`
    // A bare word in a text of ours may be a state or a kind; what is JSON was given by people.
    const search = type === 'jsonb' ? values.nearby : values.everywhere
    const found = `tenant_id = $1::uuid and "${column}"::text ilike any($2::text[])`
    if (search.values.length === 0) {
      continue
    }
    if (isKey && canDelete) {
      await transaction.query(`delete from ${name} where ${found}`, [tenantId, search.likes])
    } else if (!isKey && canUpdate) {
      const clean =
        type === 'jsonb'
          ? `tenancy.without_values("${column}", $3, $4)`
          : `regexp_replace("${column}", $3, $4, 'gi')`
      await transaction.query(`update ${name} set "${column}" = ${clean} where ${found}`, [
        tenantId,
        search.likes,
        search.pattern,
        MARK,
      ])
    }
  }
}
