/**
 * The part of a statement after `from` that names the deals a rate of a day can change the worth of:
 * open ones and those closed on that day or later. Binds `$1` to `$3`.
 */
export function affectedDeals(rate: { currency: string; from: string; tenantId: string }): {
  text: string
  values: unknown[]
} {
  return {
    text: `deals where tenant_id = $1::uuid and currency = $2
      and (stage_kind = 'open' or close_date >= $3::date or close_date is null)`,
    values: [rate.tenantId, rate.currency, rate.from],
  }
}
