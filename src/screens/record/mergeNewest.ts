/** One item of a source: when it was, and the place behind it. */
export type Placed = { at: string; id: string; place: string }

/** A page of a source, newest first. */
export type SourcePage<T extends Placed> = {
  hasMore: boolean
  items: readonly T[]
  /** The place behind the whole page, where it ends behind its last item. */
  last?: string | null
}

/**
 * Merges pages of several sources, each newest first, into one of at most `limit` items. It ends where a
 * source that goes on has no more items here. `places` says, by source, what the next page begins behind.
 */
export function mergeNewest<T extends Placed>(
  sources: Readonly<Record<string, SourcePage<T>>>,
  limit: number,
): { hasMore: boolean; items: T[]; places: Record<string, string> } {
  const heads = Object.entries(sources).map(([name, page]) => ({
    left: [...page.items],
    name,
    page,
  }))
  const items: T[] = []
  const places: Record<string, string> = {}
  while (
    items.length < limit &&
    heads.every(({ left, page }) => left.length > 0 || !page.hasMore)
  ) {
    const [newest] = heads
      .flatMap((head) => (head.left[0] === undefined ? [] : [{ head, item: head.left[0] }]))
      .toSorted((one, other) => newer(one.item, other.item))
    if (newest === undefined) {
      break
    }
    items.push(newest.item)
    places[newest.head.name] = newest.item.place
    newest.head.left.shift()
  }
  for (const { left, name, page } of heads) {
    if (left.length === 0 && typeof page.last === 'string') {
      places[name] = page.last
    }
  }

  return {
    hasMore: heads.some(({ left, page }) => left.length > 0 || page.hasMore),
    items,
    places,
  }
}

function newer(one: Placed, other: Placed): number {
  const difference = micros(other.at) - micros(one.at)

  return difference === 0 ? (one.id < other.id ? 1 : -1) : difference
}

/** Dates keep milliseconds alone, instants of the database microseconds. */
function micros(at: string): number {
  const [, further = '0'] = /\.\d{3}(\d{1,3})/.exec(at) ?? []

  return new Date(at).getTime() * 1000 + Number(further.padEnd(3, '0'))
}
