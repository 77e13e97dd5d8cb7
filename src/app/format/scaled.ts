/** How an integer stands for a decimal number: its power of ten and how many places are always shown. */
export type Scale = { digits: number; shown: number }

/** An integer as the decimal number it stands for: 1500 at three digits is 1.5. */
export function formatScaled(value: number, scale: Scale, locale: string): string {
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: scale.digits,
    minimumFractionDigits: scale.shown,
  }).format(value / 10 ** scale.digits)
}

function decimalMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)

  return parts.find(({ type }) => type === 'decimal')?.value ?? '.'
}

/**
 * The integer that a typed decimal number stands for; null for an empty text, undefined for no number.
 * A lone point or comma that cannot part thousands is read as the decimal mark in every language.
 */
export function parseScaled(text: string, scale: Scale, locale: string): null | number | undefined {
  const compact = text.replace(/[\s'’]/gu, '')
  if (compact === '') {
    return null
  }
  const marks = compact.match(/[.,]/g) ?? []
  const lone = marks.length === 1 && !/[.,]\d{3}$/.test(compact) ? marks[0] : undefined
  const mark = lone ?? decimalMark(locale)
  const group = mark === ',' ? '.' : ','
  const plain = compact.replaceAll(group, '').replace(mark, '.')

  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) {
    return undefined
  }
  const value = Math.round(Number(`${plain}e${scale.digits}`))

  return Number.isSafeInteger(value) ? value : undefined
}
