import { dayOf, daysFromAnchor } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

/** Hundred-millionths of a euro that one unit was worth, about. */
const WORTH = { CHF: 106_400_000, GBP: 115_200_000, JPY: 561_000, USD: 86_300_000 }
const QUARTERS = 5
const QUARTER_DAYS = 91

/** A rate for each quarter of the last year, for the currencies of the neighbours. */
export function makeExchangeRates({ currency, random }: DemoContext): DemoRecord[] {
  return Object.entries(WORTH)
    .filter(([code]) => code !== currency)
    .flatMap(([code, worth]) =>
      Array.from({ length: QUARTERS }, (_, index) => {
        const day = daysFromAnchor((index - QUARTERS + 1) * QUARTER_DAYS)
        const drift = 1 + random.integer(-300, 300) / 10_000

        return {
          data: { currency: code, date: dayOf(day), rate: Math.round(worth * drift) },
          id: random.id(day),
        }
      }),
    )
}
