import type { PendingChange, RuleContext } from 'tenon/plugin'

import { readMoney } from './readMoney.ts'

/** Makes the rule that gives an amount without a currency the currency of the tenant. */
export function defaultCurrencies(
  amountField: string,
): (changes: readonly PendingChange[], context: RuleContext) => Promise<void> {
  return async (changes, context) => {
    const bare = changes.flatMap(({ after }) =>
      after !== null &&
      (after[amountField] ?? null) !== null &&
      (after['currency'] ?? null) === null
        ? [after]
        : [],
    )
    if (bare.length === 0) {
      return
    }
    const { currency } = await readMoney(context)
    bare.forEach((record) => {
      record['currency'] = currency
    })
  }
}
