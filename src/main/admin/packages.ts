import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'

import { adminErrors } from './errors.ts'

/** Packages that the admin and the server must share one copy of. */
export const SHARED_PACKAGES = [
  'payload',
  '@payloadcms/next',
  '@payloadcms/ui',
  'next',
  'react',
  'react-dom',
] as const

/** The real directory of an installed package as seen from a directory; throws `ADMIN_PACKAGE_NOT_FOUND`. */
export function packageDirectory(name: string, from: string): string {
  let directory = path.resolve(from)

  for (;;) {
    const candidate = path.join(directory, 'node_modules', name)
    if (existsSync(path.join(candidate, 'package.json'))) {
      return realpathSync(candidate)
    }
    const parent = path.dirname(directory)
    if (parent === directory) {
      throw adminErrors.PACKAGE_NOT_FOUND({ from, name })
    }
    directory = parent
  }
}

/** The version an installed package directory states. */
export function packageVersion(directory: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'))

  return String((manifest as { version?: unknown }).version)
}

/** The deepest directory that holds every given path. */
export function commonAncestor(paths: readonly string[]): string {
  const [first = '/', ...rest] = paths.map((entry) => path.resolve(entry))
  let ancestor = first

  while (!rest.every((entry) => entry === ancestor || entry.startsWith(ancestor + path.sep))) {
    const parent = path.dirname(ancestor)
    if (parent === ancestor) {
      return ancestor
    }
    ancestor = parent
  }

  return ancestor
}
