const KEY = '$brokenJson'

/** Stands in a form for a text that is no JSON, so that the server refuses it and the text is kept. */
export function brokenJson(text: string): Record<string, string> {
  return { [KEY]: text }
}

/** The text a value of `brokenJson` stands for, or undefined for any other value. */
export function brokenText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !(KEY in value)) {
    return undefined
  }
  const text: unknown = value[KEY]

  return typeof text === 'string' ? text : undefined
}
