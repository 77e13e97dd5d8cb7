import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

import { readMoney } from './readMoney.ts'
import { stateInBase } from './stateInBase.ts'

type LiveChange = PendingChange & { after: RecordDoc }

/** What the worth of a deal in the tenant's currency hangs on. */
const PRICED_BY = ['amount', 'amountFromLines', 'closeDate', 'currency', 'stageKind']

/** Takes the amount of deals from their lines where asked, and writes it in the tenant's currency too. */
export async function priceDeals(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const live = changes.filter(
    (change): change is LiveChange => change.after !== null && isPricedAnew(change),
  )
  if (live.length === 0) {
    return
  }
  const [money, sums] = await Promise.all([readMoney(context), readLineSums(live, context)])
  for (const { after, id } of live) {
    after['amountFromLines'] ??= true
    if (after['amountFromLines'] === true) {
      after['amount'] = sums.get(id) ?? after['amount']
    }
    after['currency'] ??= money.currency
  }
  await stateInBase(
    live.map(({ after }) => after),
    money,
    context,
  )
}

/** Who writes `amountBase`, as the re-statement of deals does, asks for it to be reckoned again. */
function isPricedAnew({ after, before, input }: PendingChange): boolean {
  return (
    before === null ||
    'amountBase' in input ||
    PRICED_BY.some((path) => (after?.[path] ?? null) !== (before[path] ?? null))
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
