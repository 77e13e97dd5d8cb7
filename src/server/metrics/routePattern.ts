type Route = { method: string; path: string }

type Pattern = { parts: readonly string[]; path: string }

/** What everything is counted under that no route answers. */
export const UNMATCHED = 'none'

/** Paths that a handler of its own answers with all that lies below them. */
const FOLDERS = ['/_next', '/admin']

/**
 * Makes a function that names the route of a request as the table of routes does (`/api/:slug/:id`),
 * never the path itself: that would name records and grow without bound.
 */
export function routePattern(
  routes: readonly Route[],
): (request: { method: string; path: string }) => string {
  const byMethod = Map.groupBy(routes.map(toPattern), ({ method }) => method)

  return ({ method, path }) => {
    const folder = FOLDERS.find((one) => path === one || path.startsWith(`${one}/`))
    if (folder !== undefined) {
      return `${folder}/*`
    }
    const asked = path.split('/')
    const fitting = (byMethod.get(method === 'HEAD' ? 'GET' : method) ?? []).filter(({ parts }) =>
      fits(parts, asked),
    )

    // Of several the most literal: `/api/auth/me` before `/api/:slug/:id`.
    return fitting.toSorted((a, b) => wildcards(a) - wildcards(b))[0]?.path ?? UNMATCHED
  }
}

function toPattern({ method, path }: Route): Pattern & { method: string } {
  // What Payload answers carries a note behind its path.
  const plain = path.split(' ')[0] ?? path

  return { method, parts: plain.split('/'), path: plain }
}

function fits(parts: readonly string[], asked: readonly string[]): boolean {
  return (
    parts.length === asked.length &&
    parts.every((part, index) => part.startsWith(':') || part === asked[index])
  )
}

function wildcards({ parts }: Pattern): number {
  return parts.filter((part) => part.startsWith(':')).length
}
