import type { Routine } from '../types.ts'

/**
 * A function that reads one part of the signed context, or raises TN401. The text is the same for
 * each part because a shared inner function would double the cost of the hottest call there is.
 */
export function verifierRoutine(name: string, result: string): Routine {
  return {
    name: `tenancy.${name}`,
    phase: 'before',
    sql: `create or replace function tenancy.${name}() returns uuid
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $verifier$
declare
  token text := current_setting('tenon.context', true);
  payload text := left(token, -65);
  expected text;
begin
  -- Only what our own key signed is parsed, so no cast below can fail on a hostile value. An
  -- exception block would not do: it starts a subtransaction, which a parallel worker may not.
  select payload || '.' || encode(
      sha256(k.outer_pad || sha256(k.inner_pad || convert_to(payload, 'UTF8'))), 'hex')
    into expected
    from tenancy.context_keys k
    where k.id = split_part(payload, '.', 4) and k.retired_at is null;
  if expected is null or expected <> token
    or to_timestamp(split_part(payload, '.', 3)::float8) <= statement_timestamp()
  then
    raise exception 'no valid tenant context' using errcode = 'TN401';
  end if;
  return ${result};
end
$verifier$;
revoke all on function tenancy.${name}() from public;
grant execute on function tenancy.${name}() to tenon_app, tenon_search;`,
  }
}
