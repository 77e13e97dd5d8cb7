import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

import { readBaseCurrency } from './readBaseCurrency.ts'

type LiveChange = PendingChange & { after: RecordDoc }

/** Takes the amount of deals from their lines where asked, and writes it in the tenant's currency too. */
export async function priceDeals(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const live = changes.filter(
    (change): change is LiveChange =>
      change.after !== null && hasNewAmount(change.after, change.before),
  )
  if (live.length === 0) {
    return
  }
  const [base, sums] = await Promise.all([readBaseCurrency(context), readLineSums(live, context)])
  for (const { after, id } of live) {
    after['amountFromLines'] ??= true
    if (after['amountFromLines'] === true) {
      after['amount'] = sums.get(id) ?? after['amount']
    }
    after['currency'] ??= base
    // Without a dated rate an amount in another currency has no worth in this one.
    after['amountBase'] = after['currency'] === base ? (after['amount'] ?? null) : null
  }
}

function hasNewAmount(after: RecordDoc, before: null | RecordDoc): boolean {
  return (
    before === null ||
    ['amount', 'amountFromLines', 'currency'].some(
      (path) => (after[path] ?? null) !== (before[path] ?? null),
    )
  )
}

async function readLineSums(
  changes: readonly LiveChange[],
  { tenantId, transaction }: RuleContext,
): Promise<Map<string, number>> {
  const ids = changes.filter(({ before }) => before !== null).map(({ id }) => id)
  if (ids.length === 0) {
    return new Map()
  }
  const rows = await transaction.query<{ deal_id: string; total: number }>(
    `select deal_id, coalesce(sum(total), 0)::bigint as total from deal_lines
      where tenant_id = $1 and deal_id = any($2::uuid[]) group by deal_id`,
    [tenantId, ids],
  )

  return new Map(rows.map((row) => [row.deal_id, row.total]))
}
