import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Binaries } from './binaries.ts'
import { launcherErrors } from './errors.ts'
import { canEnter, hasUserName, ownNamespace, systemUser } from './runAs.ts'
import type { ClusterPlace, RunAs } from './types.ts'

const SHARED_ROOT = '/var/lib/tenon'
// sockaddr_un holds 107 bytes and the end mark.
const SOCKET_PATH_LIMIT = 107

/** Decides who runs PostgreSQL and where its files are, and makes the directories. */
export function placeCluster(
  dataDir: string,
  binaries: Binaries,
  rootMode: 'auto' | 'user' = 'auto',
): ClusterPlace {
  const link = path.join(dataDir, 'postgres')
  mkdirSync(link, { mode: 0o700, recursive: true })
  const runAs = chooseRunAs(link, rootMode)
  if (runAs.kind === 'user') {
    moveWithinReach(link, runAs)
  }
  const base = realpathSync(link)
  const native = runAs.kind === 'user' ? reachableBinaries(binaries, runAs) : binaries.native

  return {
    base,
    bin: path.join(native, 'bin'),
    dataDir,
    logFile: path.join(dataDir, 'postgres.log'),
    pgData: path.join(base, 'data'),
    runAs,
    socketDir: makeSocketDir(base, runAs),
  }
}

function chooseRunAs(link: string, rootMode: 'auto' | 'user'): RunAs {
  if (process.getuid?.() !== 0) {
    // A container may run us under a number that has no name.
    return (hasUserName() ? undefined : ownNamespace()) ?? { kind: 'self' }
  }
  const data = path.join(link, 'data')
  const owner = statSync(existsSync(data) ? data : link)
  if (owner.uid !== 0) {
    return { gid: owner.gid, kind: 'user', uid: owner.uid }
  }

  return (rootMode === 'auto' ? ownNamespace() : undefined) ?? systemUser()
}

/** Leaves the cluster where it is if its user can get there, else moves it and leaves a link. */
function moveWithinReach(link: string, user: RunAs & { kind: 'user' }): void {
  const base = realpathSync(link)
  run('chown', ['-R', `${user.uid}:${user.gid}`, base])
  if (canEnter(user, base)) {
    return
  }
  const name = createHash('sha256').update(base).digest('hex').slice(0, 12)
  const target = path.join(SHARED_ROOT, name)
  mkdirSync(SHARED_ROOT, { mode: 0o755, recursive: true })
  rmSync(target, { force: true, recursive: true })
  // Copied first and linked last: a kill in between leaves the original in its place.
  run('cp', ['-a', base, target])
  renameSync(base, `${base}.moved`)
  symlinkSync(target, link)
  rmSync(`${base}.moved`, { recursive: true })
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) {
    throw launcherErrors.INIT_FAILED({ dataDir: args.at(-1) ?? '', detail: stderr.trim() })
  }
}

function reachableBinaries(binaries: Binaries, user: { gid: number; uid: number }): string {
  if (canEnter(user, path.join(binaries.native, 'bin', 'postgres'))) {
    return binaries.native
  }
  const target = path.join(SHARED_ROOT, `postgresql-${binaries.version}`)
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`
    mkdirSync(SHARED_ROOT, { mode: 0o755, recursive: true })
    cpSync(binaries.native, draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    renameSync(draft, target)
  }

  return target
}

function makeSocketDir(base: string, runAs: RunAs): string {
  const inside = path.join(base, 'run')
  const longest = path.join(inside, '.s.PGSQL.65535.lock')
  const hash = createHash('sha256').update(base).digest('hex').slice(0, 12)
  const directory =
    Buffer.byteLength(longest) <= SOCKET_PATH_LIMIT
      ? inside
      : path.join(os.tmpdir(), `tenon-${hash}`)
  mkdirSync(directory, { mode: 0o700, recursive: true })
  const found = lstatSync(directory)
  const expected = runAs.kind === 'user' ? [runAs.uid, 0] : [process.getuid?.() ?? found.uid]
  // The short directory lies where anybody can write: one made by somebody else is not trusted.
  if (!found.isDirectory() || !expected.includes(found.uid)) {
    const detail = `${directory} belongs to another user`
    throw launcherErrors.DATA_DIR_UNUSABLE({ dataDir: base, detail })
  }
  if (runAs.kind === 'user') {
    chownSync(directory, runAs.uid, runAs.gid)
  }

  return directory
}
