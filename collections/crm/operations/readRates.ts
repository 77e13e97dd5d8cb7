import type { RuleContext } from 'tenon/plugin'

/** A currency on a day, such as `USD 2026-05-04`. */
export type DatedCurrency = { currency: string; day: string }

/**
 * The rates that hold for currencies on days, by `currency day`, in hundred-millionths: the last one of
 * that day or before. None for a currency without one. Waits for rates that are just being written.
 */
export async function readRates(
  wanted: readonly DatedCurrency[],
  { tenantId, transaction }: Pick<RuleContext, 'tenantId' | 'transaction'>,
): Promise<Map<string, number>> {
  if (wanted.length === 0) {
    return new Map()
  }
  await transaction.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [
    ratesLock(tenantId),
  ])
  const rows = await transaction.query<{ currency: string; day: string; rate: number }>(
    `select x.currency, x.day::text as day, r.rate
       from (select distinct * from unnest($2::text[], $3::date[]) as u (currency, day)) x
      cross join lateral (
        select e.rate from exchange_rates e
         where e.tenant_id = $1 and e.currency = x.currency and e.date <= x.day
         order by e.date desc limit 1) r`,
    [tenantId, wanted.map(({ currency }) => currency), wanted.map(({ day }) => day)],
  )

  return new Map(rows.map((row) => [`${row.currency} ${row.day}`, row.rate]))
}

/** The name of the lock between who writes rates and who prices by them. */
export function ratesLock(tenantId: string): string {
  return `${tenantId}:exchange-rates`
}
