import { currencyDigits } from '../format/currencyDigits.ts'

const DAY_MS = 86_400_000

/** An integer of minor units without its decimal places, as cards and columns show amounts. */
export function wholeMoney(minorUnits: number, currency: string, language: string): string {
  const amount = minorUnits / 10 ** currencyDigits(currency)
  const whole = { maximumFractionDigits: 0, minimumFractionDigits: 0 }
  try {
    return new Intl.NumberFormat(language, { ...whole, currency, style: 'currency' }).format(amount)
  } catch {
    return `${new Intl.NumberFormat(language, whole).format(amount)} ${currency}`
  }
}

/** How many whole days have passed since an instant; never less than none. */
export function daysSince(instant: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / DAY_MS))
}

/** A person's initials, for a mark on a card. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']

  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase()
}
