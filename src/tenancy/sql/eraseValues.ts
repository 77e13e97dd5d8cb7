import type { Routine } from '../types.ts'

/** Writes a mark in place of what a pattern finds, in every text of a JSON value. */
export const withoutValuesRoutine: Routine = {
  name: 'tenancy.without_values',
  phase: 'after',
  sql: `create or replace function tenancy.without_values(doc jsonb, pattern text, mark text) returns jsonb
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $without$
begin
  case jsonb_typeof(doc)
    when 'string' then
      return to_jsonb(regexp_replace(doc #>> '{}', pattern, mark, 'gi'));
    when 'array' then
      return coalesce((
        select jsonb_agg(tenancy.without_values(e.value, pattern, mark) order by e.at)
        from jsonb_array_elements(doc) with ordinality as e (value, at)), '[]');
    when 'object' then
      return coalesce((
        select jsonb_object_agg(
          regexp_replace(e.key, pattern, mark, 'gi'),
          tenancy.without_values(e.value, pattern, mark))
        from jsonb_each(doc) as e), '{}');
    else
      return doc;
  end case;
end
$without$;
revoke all on function tenancy.without_values(jsonb, text, text) from public;
grant execute on function tenancy.without_values(jsonb, text, text) to tenon_app;`,
}

// Only the system role can write a permit, so nothing a request sends can rewrite history by itself.
const REFUSE = `delete from public.erasure_permits p
    where p.id = permit and p.tenant_id = tenant and p.created_at > now() - interval '1 hour';
  if not found then
    raise exception 'nobody has permitted this erasure' using errcode = 'TN403';
  end if;`

/**
 * Erases values where requests may not change anything: the change rows of the erased records as a whole,
 * the values in those of others, in the audit and in mails. One permit serves one call.
 */
export const eraseValuesRoutine: Routine = {
  name: 'tenancy.erase_values',
  phase: 'after',
  sql: `create or replace function tenancy.erase_values(
  permit uuid, gone uuid[], near uuid[], addresses text[], mark text,
  likes text[], pattern text, near_likes text[], near_pattern text
) returns uuid[]
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $erase$
declare
  tenant uuid := tenancy.current_tenant();
  mailed uuid[];
begin
  ${REFUSE}
  update public.domain_events d set before = null, after = null
    where d.tenant_id = tenant and d.record_id = any(gone);
  update public.domain_events d
    set before = tenancy.without_values(d.before, near_pattern, mark),
      after = tenancy.without_values(d.after, near_pattern, mark)
    where d.tenant_id = tenant and d.record_id = any(near)
      and (d.before::text ilike any(near_likes) or d.after::text ilike any(near_likes));
  update public.domain_events d
    set before = tenancy.without_values(d.before, pattern, mark),
      after = tenancy.without_values(d.after, pattern, mark)
    where d.tenant_id = tenant
      and (d.before::text ilike any(likes) or d.after::text ilike any(likes));
  update public.audit_entries a
    set subject = regexp_replace(a.subject, pattern, mark, 'gi'),
      facts = tenancy.without_values(a.facts, pattern, mark)
    where a.tenant_id = tenant and (a.subject ilike any(likes) or a.facts::text ilike any(likes));
  with hers as (
    delete from public.mails m
      where m.tenant_id = tenant and lower(m.to_address) = any(addresses) returning m.id
  ), others as (
    update public.mails m
      set subject = regexp_replace(m.subject, pattern, mark, 'gi'),
        body_text = regexp_replace(m.body_text, pattern, mark, 'gi'),
        body_html = regexp_replace(m.body_html, pattern, mark, 'gi')
      where m.tenant_id = tenant and lower(m.to_address) <> all(addresses)
        and concat_ws(' ', m.subject, m.body_text, m.body_html) ilike any(likes)
      returning m.id
  )
  select array_agg(x.id) into mailed from (select id from hers union all select id from others) x;
  return coalesce(mailed, '{}');
end
$erase$;
revoke all on function tenancy.erase_values(uuid, uuid[], uuid[], text[], text, text[], text, text[], text) from public;
grant execute on function tenancy.erase_values(uuid, uuid[], uuid[], text[], text, text[], text, text[], text) to tenon_app;`,
}
