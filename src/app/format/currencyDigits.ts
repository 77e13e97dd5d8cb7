/** How many decimal places the minor unit of a currency has; 2 for a code nobody knows. */
export function currencyDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { currency, style: 'currency' })

    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}
