const exponents = new Map<string, number>()

/** How many decimal places the minor unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyExponent(code: string): number {
  const known = exponents.get(code)
  if (known !== undefined) {
    return known
  }
  const format = new Intl.NumberFormat('en', { currency: code, style: 'currency' })
  const exponent = format.resolvedOptions().maximumFractionDigits ?? 2
  exponents.set(code, exponent)

  return exponent
}
