/** What a record is called, from the value of its title: names of configuration hold one text a language. */
export function titleText(value: unknown, language = 'en'): string {
  if (typeof value === 'string') {
    return value
  }
  const texts = value as null | Record<string, unknown> | undefined
  const text = texts?.[language] ?? texts?.['en'] ?? Object.values(texts ?? {})[0]

  return typeof text === 'string' ? text : ''
}
