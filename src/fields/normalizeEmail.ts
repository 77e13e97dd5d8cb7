/** The form in which e-mail addresses are compared: trimmed and in lower case. */
export function normalizeEmail(value: string): string {
  return value.trim().toLowerCase()
}
