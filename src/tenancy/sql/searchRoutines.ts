import { createHash } from 'node:crypto'

import type { TableSpec } from '../../kernel/schema/index.ts'
import { ident, tableRef } from '../ddl/names.ts'
import { isSearched } from '../ddl/securitySql.ts'
import { SEARCH_ROLE } from '../roles.ts'
import type { Routine } from '../types.ts'
import { foldedSql } from './foldedText.ts'

/**
 * Two functions and an index for each table that is searched. `LIKE` is not leakproof, so under
 * row-level security it reaches no index; the functions read as the search role, take the tenant
 * from the verified context and give ids alone, whose rows the caller reads under its own policy.
 */
export function searchRoutines(tables: readonly TableSpec[]): readonly Routine[] {
  return tables.filter(isSearched).flatMap((table) => [
    {
      name: `tenancy.search_${table.name}`,
      phase: 'after',
      sql: `${searchSql(table)}\n${indexSql(table)}`,
    },
    { name: `tenancy.find_${table.name}`, phase: 'after', sql: findSql(table) },
  ])
}

/** All records with a word: what narrows a condition that the caller then checks. */
function searchSql(table: TableSpec): string {
  const name = `tenancy.search_${table.name}`

  return `create or replace function ${name}(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from ${tableRef(table.name)} t
  where t.tenant_id = (select tenancy.current_tenant()) and ${wordsSql(table)} like ${foldedSql('pattern')}
$search$;
${ownSql(`${name}(text)`)}`
}

/** How many rows at each end of a tenant's records are looked at, to learn how common a word is; fewer are all read. */
const PROBED = 32

/** How many of the newest rows are read one after the other for a common word. */
const READ_THROUGH = 2000

/** How many records are looked at for a mistyped word, in all and for each place of the error. */
const MOST_ALIKE = 600
const MOST_ALIKE_AT_ONCE = 200

/**
 * A few records with all of some words, each pattern given in two spellings; where they are fewer than
 * five, also those with words alike. The caller says how many at most. The planner may not
 * use what is known of words under row-level security, and an index of trigrams cannot stop early: a look
 * at a few rows tells instead whether the newest records will do.
 */
function findSql(table: TableSpec): string {
  const name = `tenancy.find_${table.name}`
  const words = wordsSql(table)
  const rows = `from ${tableRef(table.name)} t where t.tenant_id = tenant`
  const hasAll = '(r.words like all (spelled) or r.words like all (respelled))'

  return `create or replace function ${name}(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := ${MOST_ALIKE};
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where ${hasAll}), array_agg(r.id) filter (where ${hasAll})
    into seen, hits, ids
    from (select t.id, ${words} as words ${rows} order by t.id desc limit ${PROBED + 1}) r;
  if seen <= ${PROBED} then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := ${ALIKE_FORMS};
      return query select r.id from (select t.id, ${words} as words ${rows}) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where ${hasAll}) into seen, hits
    from (select ${words} as words ${rows} order by t.id limit ${PROBED}) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, ${words} as words ${rows} order by t.id desc limit ${READ_THROUGH}
    ) r where ${hasAll} limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    ${byIndexSql(words, rows)}
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
${alikeSql(words, rows)}
end
$find$;
${ownSql(`${name}(text[], text[], text[], integer)`)}`
}

/** Folding a text costs more than finding it: no pattern is asked for that is not there. */
function byIndexSql(words: string, rows: string): string {
  const ofWords = (count: number) =>
    `return query select t.id ${rows} and ${Array.from({ length: count }, (_, at) => `${words} like way[${at + 1}]`).join(' and ')} limit most;`

  return `case least(cardinality(way), 3)
      when 1 then ${ofWords(1)}
      when 2 then ${ofWords(2)}
      else ${ofWords(3)}
    end case;`
}

/** An expression for every word: itself with each two neighbouring letters replaced in turn. */
const ALIKE_FORMS = `array(select '\\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w)`

/**
 * Each two neighbouring letters of a word are left out in turn, with one to three letters in their place:
 * so one that is changed, missing or too many and two in the wrong order are found. The index is asked for
 * the letters around them, the longest run first; how many records are looked at is bounded.
 */
function alikeSql(words: string, rows: string): string {
  return `  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := ${ALIKE_FORMS};
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 ${rows} and ${words} like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, ${words} as words ${rows}
        and ${words} like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, ${MOST_ALIKE_AT_ONCE})
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;`
}

/** Hands a function to the search role, for requests alone to call. */
function ownSql(signature: string): string {
  return `revoke all on function ${signature} from public;
grant execute on function ${signature} to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to ${SEARCH_ROLE};
alter function ${signature} owner to ${SEARCH_ROLE};
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

/** The searched columns as one folded text, phone numbers by their digits. */
function wordsSql(table: TableSpec): string {
  const digits = new Set(table.grants.searchDigits ?? [])
  const parts = (table.grants.searchColumns ?? []).map((column) => {
    const text = `coalesce(${ident(column)}, '')`

    return digits.has(column) ? `translate(${text}, ' ()-./+', '')` : text
  })

  return `(${foldedSql(parts.join(` || ' ' || `))})`
}
