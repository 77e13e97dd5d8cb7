import { currencyDigits } from './currencyDigits.ts'

/** An integer of minor units as an amount with its currency, written the way the language does. */
export function formatMoney(minorUnits: number, currency: string, locale: string): string {
  const digits = currencyDigits(currency)
  const amount = minorUnits / 10 ** digits
  const fixed = { maximumFractionDigits: digits, minimumFractionDigits: digits }

  try {
    return new Intl.NumberFormat(locale, { ...fixed, currency, style: 'currency' }).format(amount)
  } catch {
    return `${new Intl.NumberFormat(locale, fixed).format(amount)} ${currency}`
  }
}
