import type { RuleContext } from 'tenon/plugin'

const FALLBACK = 'EUR'

/** How a tenant reckons: its own currency and the day that it is there. */
export type TenantMoney = { currency: string; today: string }

/** The currency that a tenant keeps its books in, and today in its time zone as `YYYY-MM-DD`. */
export async function readMoney({
  now,
  tenantId,
  transaction,
}: Pick<RuleContext, 'now' | 'tenantId' | 'transaction'>): Promise<TenantMoney> {
  const [tenant] = await transaction.query<{ currency: null | string; today: string }>(
    `select currency, ($2::timestamptz at time zone time_zone)::date::text as today
       from tenancy.own_tenant() where id = $1`,
    [tenantId, now.toISOString()],
  )

  return {
    currency: tenant?.currency ?? FALLBACK,
    today: tenant?.today ?? now.toISOString().slice(0, 10),
  }
}
