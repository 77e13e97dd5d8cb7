/** The text of a label, which is a text or one per language, in a language or the nearest there is. */
export function labelText(label: unknown, locale: string): string {
  if (typeof label === 'string') {
    return label
  }
  if (typeof label !== 'object' || label === null) {
    return ''
  }
  const texts = label as Record<string, unknown>
  const text = texts[locale] ?? texts['en'] ?? Object.values(texts)[0]

  return typeof text === 'string' ? text : ''
}
