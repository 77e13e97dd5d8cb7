/** The value at a dotted path of a record, or undefined. */
export function valueIn(doc: Readonly<Record<string, unknown>>, path: string): unknown {
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

/** An object that holds a value at a dotted path. */
export function holding(path: string, value: unknown): Record<string, unknown> {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<
    string,
    unknown
  >
}

/** A copy of a record with another value at a dotted path. */
export function withValue<T extends Readonly<Record<string, unknown>>>(
  doc: T,
  path: string,
  value: unknown,
): T {
  const [head = '', ...rest] = path.split('.')
  const inner = (doc[head] ?? {}) as Record<string, unknown>

  return { ...doc, [head]: rest.length === 0 ? value : withValue(inner, rest.join('.'), value) }
}
