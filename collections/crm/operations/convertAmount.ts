import { currencyExponent } from 'tenon/fields'

/** A rate of 1 as it is kept: rates are whole numbers of hundred-millionths. */
export const RATE_ONE = 100_000_000

/**
 * An amount of minor units in another currency's minor units: one rate for one unit, rounded half away
 * from zero once at the end. Undefined when it cannot be kept exactly.
 */
export function convertAmount(args: {
  amount: number
  from: string
  /** Worth of one unit of `from` in `to`, in hundred-millionths. */
  rate: number
  to: string
}): number | undefined {
  const { amount, from, rate, to } = args
  const exact = BigInt(amount) * BigInt(rate) * 10n ** BigInt(currencyExponent(to))
  const divisor = BigInt(RATE_ONE) * 10n ** BigInt(currencyExponent(from))
  const half = exact < 0n ? -divisor / 2n : divisor / 2n
  const converted = Number((exact + half) / divisor)

  return Number.isSafeInteger(converted) ? converted : undefined
}
