import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'

/** A tenant that an account may enter. */
export type Membership = Row & {
  /** The proved host of the tenant's own, if it has one. */
  domain: null | string
  name: string
  slug: string
  tenantId: string
}

/** The active tenants in which an account has an active user, by name. */
export async function listMemberships(accountId: string): Promise<Membership[]> {
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      {
        text: `select t.id as "tenantId", t.slug, t.name,
            (select d.host from domains d where d.tenant_id = t.id and d.verified_at is not null
              order by d.verified_at, d.host limit 1) as domain
          from users u join tenants t on t.id = u.tenant_id and t.status = 'active'
          where u.account_id = $1 and u.status = 'active' and u.kind = 'staff'
            and u.deleted_at is null
          order by t.name, t.slug limit 500`,
        values: [accountId],
      },
    ]),
  )

  return (rows ?? []) as Membership[]
}
