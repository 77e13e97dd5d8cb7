import type { Routine } from '../types.ts'

/** The only way from a request to the table of tenants: the row of the verified tenant. */
export const ownTenantRoutine: Routine = {
  name: 'tenancy.own_tenant',
  phase: 'after',
  sql: `create or replace function tenancy.own_tenant() returns setof public.tenants
language sql stable parallel safe security definer rows 1
set search_path = pg_catalog, pg_temp
as $own$
  select t.* from public.tenants t where t.id = (select tenancy.current_tenant())
$own$;
revoke all on function tenancy.own_tenant() from public;
grant execute on function tenancy.own_tenant() to tenon_app;`,
}
