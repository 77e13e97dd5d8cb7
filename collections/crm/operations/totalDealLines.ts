import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'
import { lineTotal } from './lineTotal.ts'

type LiveChange = PendingChange & { after: RecordDoc }

const ONE = 1000

/** Prices deal lines: the product's price where none is given, less the discount, times the quantity. */
export async function totalDealLines(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const live = changes.filter((change): change is LiveChange => change.after !== null)
  await takeProductPrices(
    live.filter(({ after }) => (after['unitPrice'] ?? null) === null),
    context,
  )
  for (const { after, refuse } of live) {
    after['quantity'] ??= ONE
    after['discount'] ??= 0
    if (typeof after['unitPrice'] !== 'number') {
      refuse(crmErrors.LINE_PRICE_MISSING({ field: 'unitPrice' }))
      continue
    }
    const total = lineTotal({
      discount: Number(after['discount']),
      quantity: Number(after['quantity']),
      unitPrice: after['unitPrice'],
    })
    if (total === undefined) {
      refuse(crmErrors.LINE_TOTAL_TOO_LARGE({ field: 'quantity' }))
    } else {
      after['total'] = total
    }
  }
}

async function takeProductPrices(
  lines: readonly LiveChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  if (lines.length === 0) {
    return
  }
  const rows = await transaction.query<{ deal_id: string; price: number; product_id: string }>(
    `select d.id as deal_id, p.id as product_id, p.price
       from unnest($2::uuid[], $3::uuid[]) as x (deal_id, product_id)
       join deals d on d.tenant_id = $1 and d.id = x.deal_id
       join products p on p.tenant_id = $1 and p.id = x.product_id
      where p.price is not null
        and (p.currency is null or d.currency is null or p.currency = d.currency)`,
    [tenantId, lines.map(({ after }) => after['deal']), lines.map(({ after }) => after['product'])],
  )
  const prices = new Map(rows.map((row) => [`${row.deal_id} ${row.product_id}`, row.price]))
  for (const { after } of lines) {
    after['unitPrice'] = prices.get(`${String(after['deal'])} ${String(after['product'])}`) ?? null
  }
}
