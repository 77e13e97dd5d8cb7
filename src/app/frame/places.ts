const RECORD =
  /^\/admin\/collections\/(?<collection>[a-z\d-]+)\/(?:record\/)?(?<id>[\da-f-]{36})(?:\/|$)/

/** The address of the list of a collection. */
export function listPlace(collection: string): string {
  return `/admin/collections/${collection}`
}

/** The address of a record. */
export function recordPlace(collection: string, id: string): string {
  return `${listPlace(collection)}/${id}`
}

/** The record that an address of the admin shows, or undefined where it shows something else. */
export function recordAt(pathname: string): undefined | { collection: string; id: string } {
  const found = RECORD.exec(pathname)?.groups

  return found === undefined
    ? undefined
    : { collection: found['collection'] ?? '', id: found['id'] ?? '' }
}

/** True where an address lies at or below a place; the start page lies at itself alone. */
export function isAt(pathname: string, place: string): boolean {
  return pathname === place || (place !== '/admin' && pathname.startsWith(`${place}/`))
}
