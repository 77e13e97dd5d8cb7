/** The value at a dotted path of a record. */
export function at(
  doc: Readonly<Record<string, unknown>> | null | undefined,
  path: string,
): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[key]
          : undefined,
      doc,
    )
}

/** A body that sets values by their dotted paths and nothing else. */
export function bodyOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.')
    const last = keys.pop() ?? path
    let place = body
    for (const key of keys) {
      const inner = (place[key] ?? {}) as Record<string, unknown>
      place[key] = inner
      place = inner
    }
    place[last] = value
  }

  return body
}

/** True where two values of a record say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** The text at a dotted path of a record; empty where there is none. */
export function textAt(doc: Readonly<Record<string, unknown>>, path: string): string {
  const value = at(doc, path)

  return typeof value === 'string' ? value : ''
}

/** True for a value that nothing is shown for. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
