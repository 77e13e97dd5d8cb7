/** The form in which telephone numbers are compared: digits, with `+` in front of a country code; '' for none. */
export function normalizePhone(value: string): string {
  // The zero in "+49 (0)30 …" is only dialled without the country code.
  const written = value.trim().replace(/^(\+|00)([\d\s]*)\(0\)/, '$1$2')
  const main = written.replace(/\s*(ext\.?|x|#|durchwahl)\s*\d+$/i, '')
  const digits = main.replace(/\D/g, '')
  if (digits === '') {
    return ''
  }
  if (main.startsWith('+')) {
    return `+${digits}`
  }

  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}
