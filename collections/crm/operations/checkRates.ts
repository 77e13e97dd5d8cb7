import type { PendingChange, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'
import { readMoney } from './readMoney.ts'
import { ratesLock } from './readRates.ts'

/** Refuses a rate of the tenant's own currency; who prices deals waits until the new rates stand. */
export async function checkRates(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  await context.transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    ratesLock(context.tenantId),
  ])
  const { currency } = await readMoney(context)
  for (const { after, refuse } of changes) {
    if (after?.['currency'] === currency) {
      refuse(crmErrors.RATE_OF_BASE({ currency, field: 'currency' }))
    }
  }
}
