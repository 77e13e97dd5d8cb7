import { existsSync } from 'node:fs'
import path from 'node:path'

import { adminErrors } from './errors.ts'

/** A component of the import map: the key Payload looks up and the module it comes from. */
export type ResolvedComponent = {
  exportName: string
  /** The file, or null for a module of an installed package. */
  file: null | string
  key: string
  /** The absolute file, or the specifier of a package. */
  specifier: string
}

// The prefix of component paths that this package brings.
const OWN_PREFIX = 'tenon/app/'

const EXTENSIONS = [
  '',
  '.tsx',
  '.ts',
  '.jsx',
  '.js',
  '.mjs',
  '/index.tsx',
  '/index.ts',
  '/index.js',
]

/** The directory with this package's screens: sources in the repository, compiled in a tarball. */
export const APP_DIR = path.resolve(import.meta.dirname, '../../app')

/** The existing file a module path means, with an extension added or `.ts` read as its `.js`. */
export function findModuleFile(base: string): string | undefined {
  const compiled = base.replace(/\.tsx?$/, '.js')
  const candidates = [...EXTENSIONS.map((extension) => base + extension), compiled]

  return candidates.find((file) => path.extname(file) !== '' && existsSync(file))
}

function resolveFile(path_: string, base: string): string {
  const file = findModuleFile(base)

  if (file === undefined) {
    throw adminErrors.COMPONENT_NOT_FOUND({ path: path_, tried: `${base}.{tsx,ts,jsx,js}` })
  }

  return file
}

/**
 * Turns component paths of a configuration into modules: `tenon/app/…` is this package's, `./…` and
 * `/…` start at the project, everything else is a package. Throws `ADMIN_COMPONENT_NOT_FOUND`.
 */
export function resolveComponents(args: {
  componentPaths: readonly string[]
  projectDir: string
}): ResolvedComponent[] {
  return args.componentPaths.map((key) => {
    const [modulePath = '', exportName = 'default'] = key.split('#', 2)
    const own = modulePath.startsWith(OWN_PREFIX)

    if (!own && !modulePath.startsWith('.') && !modulePath.startsWith('/')) {
      return { exportName, file: null, key, specifier: modulePath }
    }
    const base = own
      ? path.join(APP_DIR, modulePath.slice(OWN_PREFIX.length))
      : path.join(args.projectDir, modulePath)
    const file = resolveFile(modulePath, base)

    return { exportName, file, key, specifier: file }
  })
}
