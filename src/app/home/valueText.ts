import type { WidgetUnit } from '../../screens/index.ts'
import { currencyDigits } from '../format/currencyDigits.ts'
import { formatScaled } from '../format/scaled.ts'

/** What a number of a widget needs beside itself to be written for people. */
export type ValueContext = { currency: string; language: string }

const WHOLE = 1_000

/** A number of a widget as people read it: amounts without cents once they are large; a dash for none. */
export function valueText(
  unit: WidgetUnit,
  value: null | number | undefined,
  context: ValueContext,
): string {
  if (value === null || value === undefined) {
    return '–'
  }
  const { currency, language } = context
  switch (unit) {
    case 'money': {
      const digits = currencyDigits(currency)
      const amount = value / 10 ** digits
      const shown = Math.abs(amount) >= WHOLE ? 0 : digits

      return number(amount, language, {
        currency,
        maximumFractionDigits: shown,
        minimumFractionDigits: shown,
        style: 'currency',
      })
    }
    case 'percent':
      return `${formatScaled(Math.round(value), { digits: 2, shown: 0 }, language)} %`
    case 'count':
    case 'days':
    case 'number':
      return number(value, language, { maximumFractionDigits: 1 })
  }
}

/** A number of a widget as short as an axis wants it. */
export function axisText(unit: WidgetUnit, value: number, context: ValueContext): string {
  const { currency, language } = context
  const compact = { maximumFractionDigits: 1, notation: 'compact' } as const

  return unit === 'money'
    ? number(value / 10 ** currencyDigits(currency), language, {
        ...compact,
        currency,
        style: 'currency',
      })
    : unit === 'percent'
      ? `${number(value / 100, language, compact)} %`
      : number(value, language, compact)
}

/** By how much a number has changed, with its sign; undefined where nothing was before. */
export function changeText(now: number, before: number, language: string): string | undefined {
  return before === 0
    ? undefined
    : number((now - before) / Math.abs(before), language, {
        maximumFractionDigits: 0,
        signDisplay: 'exceptZero',
        style: 'percent',
      })
}

function number(value: number, language: string, options: Intl.NumberFormatOptions): string {
  try {
    return new Intl.NumberFormat(language, options).format(value)
  } catch {
    // A currency of the tenant's own that no browser knows.
    return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)
  }
}
