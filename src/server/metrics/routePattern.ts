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
  // The most literal first: `/api/auth/me` before `/api/:slug/:id`.
  const patterns = routes.map(toPattern).toSorted((a, b) => wildcards(a) - wildcards(b))
  const byShape = Map.groupBy(patterns, ({ method, parts }) => `${method} ${parts.length}`)

  return ({ method, path }) => {
    const folder = FOLDERS.find((one) => path === one || path.startsWith(`${one}/`))
    if (folder !== undefined) {
      return `${folder}/*`
    }
    const asked = path.split('/')
    const shape = `${method === 'HEAD' ? 'GET' : method} ${asked.length}`

    return byShape.get(shape)?.find(({ parts }) => fits(parts, asked))?.path ?? UNMATCHED
  }
}

function toPattern({ method, path }: Route): Pattern & { method: string } {
  // What Payload answers carries a note behind its path.
  const plain = path.split(' ')[0] ?? path

  return { method, parts: plain.split('/'), path: plain }
}

function fits(parts: readonly string[], asked: readonly string[]): boolean {
  return parts.every((part, index) => part.startsWith(':') || part === asked[index])
}

function wildcards({ parts }: Pattern): number {
  return parts.filter((part) => part.startsWith(':')).length
}
