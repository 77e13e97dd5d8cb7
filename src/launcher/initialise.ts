import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'

import { launcherErrors } from './errors.ts'
import { commandAs } from './runAs.ts'
import type { ClusterPlace } from './types.ts'
import { writePrivateFile } from './writePrivateFile.ts'

/** True when the cluster exists; throws when another PostgreSQL major version made it. */
export function clusterExists(place: ClusterPlace, major: string): boolean {
  const file = path.join(place.pgData, 'PG_VERSION')
  if (!existsSync(file)) {
    return false
  }
  const found = readFileSync(file, 'utf8').trim()
  if (found !== major) {
    const { dataDir } = place
    throw Number(found) > Number(major)
      ? launcherErrors.POSTGRES_NEWER({ dataDir, found, ours: major })
      : launcherErrors.POSTGRES_OLDER({ dataDir, found, ours: major })
  }

  return true
}

/** Makes an empty cluster; a kill on the way leaves nothing that the next start would take for one. */
export function initialiseCluster(place: ClusterPlace, superPassword: string): void {
  for (const name of readdirSync(place.base).filter((entry) => entry.startsWith('new'))) {
    rmSync(path.join(place.base, name), { force: true, recursive: true })
  }
  // A killed launcher may have left an initdb that still runs: each try has a directory of its own.
  const draft = path.join(place.base, `new-${process.pid}-${Date.now()}`)
  const passwordFile = path.join(place.base, 'new-password')
  writePrivateFile(passwordFile, superPassword)
  if (place.runAs.kind === 'user') {
    chownSync(passwordFile, place.runAs.uid, place.runAs.gid)
  }
  try {
    const refused = runInitdb(place, draft, passwordFile, 'C.UTF-8')
    // Systems without C.UTF-8 have only the bare C locale for what libc decides.
    const detail = refused === undefined ? undefined : runInitdb(place, draft, passwordFile, 'C')
    if (detail !== undefined) {
      throw launcherErrors.INIT_FAILED({ dataDir: place.dataDir, detail })
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
  appendFileSync(path.join(draft, 'postgresql.conf'), "\ninclude_if_exists 'tenon.conf'\n")
  renameSync(draft, place.pgData)
}

/** Gives what initdb said when it failed, undefined when it worked. */
function runInitdb(
  place: ClusterPlace,
  draft: string,
  passwordFile: string,
  ctype: string,
): string | undefined {
  rmSync(draft, { force: true, recursive: true })
  const command = commandAs(place.runAs, path.join(place.bin, 'initdb'), [
    ...['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile],
    ...['-E', 'UTF8', '--locale=C', `--lc-ctype=${ctype}`],
    // Unicode case rules without an outside library; sorting by language is asked for per query.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--data-checksums', '--no-instructions'],
  ])
  const result = spawnSync(command.file, command.args, {
    ...command.options,
    cwd: '/',
    encoding: 'utf8',
  })
  if (result.status === 0) {
    return undefined
  }

  return (result.error?.message ?? result.stderr).trim().split('\n').slice(-4).join(' ')
}
