import type { Row } from '../../kernel/db/index.ts'
import type { Tenant } from './types.ts'

/** The columns of a tenant, named as `Tenant` has them. */
export const TENANT_COLUMNS = `t.id, t.slug, t.name, t.status, t.currency, t.time_zone as "timeZone",
  t.locale, t.modules, t.created_at as "createdAt", t.suspended_at as "suspendedAt",
  (select d.host from domains d where d.tenant_id = t.id and d.verified_at is not null
    order by d.verified_at, d.host limit 1) as domain`

/** A row selected with `TENANT_COLUMNS`. */
export function toTenant(row: Row): Tenant {
  // The checks of the table hold what the type says.
  return row as Tenant
}
