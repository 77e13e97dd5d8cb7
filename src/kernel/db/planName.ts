import { createHash } from 'node:crypto'

const MOST = 500
const names = new Map<string, string>()

/**
 * A name under which connections keep the plan of a text: for statements whose best plan does not
 * depend on their values. Undefined once 500 texts have one, so that callers cannot fill a server.
 */
export function planName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST) {
    return known
  }
  const name = createHash('sha256').update(text).digest('hex').slice(0, 24)
  names.set(text, name)

  return name
}
