import type { Row, Transaction } from '../../kernel/db/index.ts'

/** One column of a tenant table, without `tenant_id`. */
export type TableColumn = { name: string; notNull: boolean; type: string }

/** One reference between tenant tables: the column beside `tenant_id` and where it points. */
export type TableReference = { column: string; references: string }

/** A tenant table as the database's own catalog has it. */
export type TenantTable = {
  columns: readonly TableColumn[]
  /** Columns of the primary key, without `tenant_id`. */
  key: readonly string[]
  name: string
  readable: boolean
  references: readonly TableReference[]
  writable: boolean
}

// `xid8` says which transaction wrote a row: it means nothing anywhere else.
const TABLES = `select c.relname::text as name,
    has_table_privilege(c.oid, 'select') as readable,
    has_table_privilege(c.oid, 'insert') as writable,
    coalesce((select json_agg(json_build_object('name', a.attname,
        'notNull', a.attnotnull, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attname <> 'tenant_id' and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype), '[]') as columns,
    coalesce((select json_agg(a.attname order by u.at)
      from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as u (number, at)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = u.number
      where i.indrelid = c.oid and i.indisprimary and a.attname <> 'tenant_id'), '[]') as key,
    coalesce((select json_agg(json_build_object('column', a.attname,
        'references', (select r.relname from pg_class r where r.oid = k.confrelid)))
      from pg_constraint k cross join unnest(k.conkey) as u (number)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = u.number
      where k.conrelid = c.oid and k.contype = 'f' and a.attname <> 'tenant_id'), '[]') as "references"
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity
    and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
  order by 1`

/** Every table that holds rows of tenants, by the catalog: no list of ours can leave one out. */
export async function readTenantTables(transaction: Transaction): Promise<TenantTable[]> {
  return transaction.query<Row & TenantTable>(TABLES)
}

/** A table as it stands in SQL. */
export function tableName(name: string): string {
  return `public.${quoted(name)}`
}

/** A name as it stands in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
