/** What the address of a board says: what its columns are and which records it shows. */
export type BoardFilters = {
  by?: string
  from?: string
  /** Ids of the closed columns that are open. */
  open: string[]
  owner?: string
  pipeline?: string
  text: string
  to?: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads the filters from the query of an address; what makes no sense there is left out. */
export function readFilters(query: URLSearchParams): BoardFilters {
  const text = (name: string) => query.get(name)?.slice(0, 200) ?? ''
  const day = (name: string) => (DAY.test(text(name)) ? text(name) : '')
  const given = {
    by: text('by'),
    from: day('from'),
    owner: text('owner').slice(0, 36),
    pipeline: text('pipeline'),
    to: day('to'),
  }

  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    open: text('open') === '' ? [] : text('open').split(','),
    text: text('q'),
  }
}

/** The query of an address that says these filters, with `?` in front where there are any. */
export function writeFilters({ open, text, ...others }: BoardFilters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(others)) {
    if (value !== '') {
      query.set(name, value)
    }
  }
  if (open.length > 0) {
    query.set('open', open.join(','))
  }
  if (text !== '') {
    query.set('q', text)
  }
  const written = query.toString()

  return written === '' ? '' : `?${written}`
}

/** True where the filters leave out records. */
export function isFiltered({ from, owner, text, to }: BoardFilters): boolean {
  return [from, owner, to].some((value) => value !== undefined) || text !== ''
}
