/** A record by its collection and id. */
export type RecordRef = { collection: string; id: string }

const MOST = 12

/** The records seen last in this browser by a person of a tenant, the latest first; ids alone, no names. */
export function readRecent(key: string): RecordRef[] {
  try {
    const kept = JSON.parse(window.localStorage.getItem(key) ?? '[]') as unknown

    return Array.isArray(kept) ? kept.filter(isRef).slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Puts a record first among those seen last. */
export function noteRecent(key: string, seen: RecordRef): void {
  const others = readRecent(key).filter(
    ({ collection, id }) => collection !== seen.collection || id !== seen.id,
  )
  try {
    window.localStorage.setItem(key, JSON.stringify([seen, ...others].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing has no recent records.
  }
}

/** Where the recent records of a person in a tenant are kept, apart from those of all others. */
export function recentKey(tenantId: string, userId: string): string {
  return `tenon.recent.${tenantId}.${userId}`
}

function isRef(value: unknown): value is RecordRef {
  const ref = value as null | Partial<RecordRef>

  return typeof ref?.collection === 'string' && typeof ref.id === 'string'
}
