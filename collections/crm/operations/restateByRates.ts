import { enqueueJob } from 'tenon/jobs'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { restateDeals } from '../tasks/restateDeals.ts'
import { affectedDeals } from './affectedDeals.ts'
import { readMoney } from './readMoney.ts'

/** Queues the re-statement of the deals that new, corrected or removed rates change the worth of. */
export async function restateByRates(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const { tenantId, transaction } = context
  const { today } = await readMoney(context)
  for (const [currency, days] of daysByCurrency(changes)) {
    const [from = today] = days
    const { text, values } = affectedDeals({ currency, from, tenantId })
    const [found] = await transaction.query(`select 1 as found from ${text} limit 1`, values)
    if (found !== undefined && from <= today) {
      await enqueueJob(restateDeals, { currency, from }, { transaction })
    }
    // A rate of a day to come counts for open deals from that day on.
    for (const day of days.filter((one) => one > today)) {
      const runAfter = new Date(`${day}T12:00:00.000Z`)
      await enqueueJob(restateDeals, { currency, from: day }, { runAfter, transaction })
    }
  }
}

/** The days that rates begin to hold or held before, in order, by currency. */
function daysByCurrency(changes: readonly PendingChange[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const { after, before } of changes) {
    for (const rate of [after, before]) {
      if (rate !== null) {
        const currency = String(rate['currency'])
        found.set(currency, (found.get(currency) ?? new Set()).add(String(rate['date'])))
      }
    }
  }

  return new Map([...found].map(([currency, days]) => [currency, [...days].toSorted()]))
}
