import type { RecordDoc, RuleContext } from 'tenon/plugin'

import { convertAmount } from './convertAmount.ts'
import type { TenantMoney } from './readMoney.ts'
import { readRates } from './readRates.ts'

/**
 * Writes what deals are worth in the tenant's currency: at the rate of the day they closed, for open
 * ones at today's. Empty without a rate, and where the worth cannot be kept exactly.
 */
export async function stateInBase(
  deals: readonly RecordDoc[],
  money: TenantMoney,
  context: Pick<RuleContext, 'tenantId' | 'transaction'>,
): Promise<void> {
  const base = money.currency
  const priced = deals.map((deal) => ({
    amount: typeof deal['amount'] === 'number' ? deal['amount'] : null,
    currency: typeof deal['currency'] === 'string' ? deal['currency'] : base,
    day: dayOf(deal, money.today),
    deal,
  }))
  const foreign = priced.filter(({ amount, currency }) => amount !== null && currency !== base)
  const rates = await readRates(foreign, context)
  for (const { amount, currency, day, deal } of priced) {
    const rate = rates.get(`${currency} ${day}`)
    deal['amountBase'] =
      amount === null || currency === base
        ? amount
        : rate === undefined
          ? null
          : (convertAmount({ amount, from: currency, rate, to: base }) ?? null)
  }
}

function dayOf(deal: RecordDoc, today: string): string {
  return deal['stageKind'] !== 'open' && typeof deal['closeDate'] === 'string'
    ? deal['closeDate']
    : today
}
