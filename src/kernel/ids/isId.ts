const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for the text of a UUID of any version. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}
