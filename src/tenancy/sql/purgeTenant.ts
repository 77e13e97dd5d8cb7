import type { Routine } from '../types.ts'

// Only the system role can mark a tenant, so nothing a request sends can purge the tenant it runs in.
const REFUSE = `if not exists (
    select 1 from public.tenants t where t.id = tenant and t.deleting_at is not null
  ) then
    raise exception 'this tenant is not being deleted' using errcode = 'TN403';
  end if;`

/** Deletes rows of the verified tenant from any table of tenants, once the tenant is being deleted. */
export const purgeRowsRoutine: Routine = {
  name: 'tenancy.purge_tenant_rows',
  phase: 'after',
  sql: `create or replace function tenancy.purge_tenant_rows(relation text, most integer) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $purge$
declare
  tenant uuid := tenancy.current_tenant();
  target regclass;
  gone bigint;
begin
  ${REFUSE}
  select c.oid::regclass into target from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname = relation
      and c.relkind in ('r', 'p') and c.relforcerowsecurity
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id');
  if target is null then
    raise exception 'this is no table of tenants' using errcode = 'TN404';
  end if;
  execute format(
    'delete from %1$s where tenant_id = $1
      and ctid = any(array(select p.ctid from %1$s p where p.tenant_id = $1 limit $2))', target)
    using tenant, most;
  get diagnostics gone = row_count;
  return gone;
end
$purge$;
revoke all on function tenancy.purge_tenant_rows(text, integer) from public;
grant execute on function tenancy.purge_tenant_rows(text, integer) to tenon_app;`,
}

/** Deletes the verified tenant itself, and with it what hangs on it across tenants, once it is being deleted. */
export const forgetTenantRoutine: Routine = {
  name: 'tenancy.forget_tenant',
  phase: 'after',
  sql: `create or replace function tenancy.forget_tenant() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $forget$
declare
  tenant uuid := tenancy.current_tenant();
begin
  ${REFUSE}
  delete from public.tenants t where t.id = tenant;
end
$forget$;
revoke all on function tenancy.forget_tenant() from public;
grant execute on function tenancy.forget_tenant() to tenon_app;`,
}
