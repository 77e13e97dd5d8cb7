import { createHash } from 'node:crypto'

import type { TableSpec } from '../../kernel/schema/index.ts'
import { ident, tableRef } from '../ddl/names.ts'
import { isSearched } from '../ddl/securitySql.ts'
import { SEARCH_ROLE } from '../roles.ts'
import type { Routine } from '../types.ts'

/**
 * A function and an index for each table that is searched. `ILIKE` is not leakproof, so under
 * row-level security it reaches no index; the function reads as the search role, takes the tenant
 * from the verified context and gives ids alone, whose rows the caller reads under its own policy.
 */
export function searchRoutines(tables: readonly TableSpec[]): readonly Routine[] {
  return tables.filter(isSearched).map((table) => ({
    name: `tenancy.search_${table.name}`,
    phase: 'after',
    sql: `${functionSql(table)}\n${indexSql(table)}`,
  }))
}

function functionSql(table: TableSpec): string {
  const name = `tenancy.search_${table.name}`

  return `create or replace function ${name}(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from ${tableRef(table.name)} t
  where t.tenant_id = (select tenancy.current_tenant()) and ${wordsSql(table)} ilike pattern
$search$;
revoke all on function ${name}(text) from public;
grant execute on function ${name}(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to ${SEARCH_ROLE};
alter function ${name}(text) owner to ${SEARCH_ROLE};
revoke create on schema tenancy from ${SEARCH_ROLE};`
}

/** Without the extensions there is no index; the function then reads all rows of the tenant. */
function indexSql(table: TableSpec): string {
  const ref = tableRef(table.name)
  const words = wordsSql(table)
  const prefix = `${table.name.slice(0, 47)}_words_`
  const name = `${prefix}${createHash('sha256').update(`${ref} ${words}`).digest('hex').slice(0, 8)}`

  return `do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = '${ref}'::regclass and starts_with(c.relname, '${prefix}')
      and c.relname <> '${name}'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists ${name} on ${ref}
      using gin (tenant_id, ${words} public.gin_trgm_ops);
  end if;
end
$index$;`
}

/** The searched columns as one text; the database's own collation, since theirs may differ. */
function wordsSql(table: TableSpec): string {
  const parts = (table.grants.searchColumns ?? []).map((column) => `coalesce(${ident(column)}, '')`)

  return `((${parts.join(` || ' ' || `)}) collate "default")`
}
