import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import os from 'node:os'

import { launcherErrors } from './errors.ts'
import type { RunAs } from './types.ts'

const SYSTEM_USERS = ['postgres', 'nobody']

/** A program with its arguments and spawn options, wrapped so that it does not run as root. */
export type RunnableCommand = {
  args: string[]
  file: string
  options: { gid?: number; uid?: number }
}

/** Wraps a PostgreSQL program so that it runs as the cluster's user. */
export function commandAs(runAs: RunAs, file: string, args: readonly string[]): RunnableCommand {
  switch (runAs.kind) {
    case 'namespace': {
      const map = [`--map-user=${runAs.uid}`, `--map-group=${runAs.gid}`]

      return { args: ['--user', ...map, file, ...args], file: 'unshare', options: {} }
    }
    case 'self': {
      return { args: [...args], file, options: {} }
    }
    case 'user': {
      return { args: [...args], file, options: { gid: runAs.gid, uid: runAs.uid } }
    }
  }
}

/**
 * A user namespace of our own in which we are an ordinary user that the system knows by name, and
 * which hides no file from us. Undefined where the system refuses one.
 */
export function ownNamespace(): RunAs | undefined {
  const users = systemUsers().filter(({ uid }) => uid !== 0)
  const user = users.find(({ uid }) => uid === 1000) ?? users.at(-1)
  if (user === undefined) {
    return undefined
  }
  const runAs: RunAs = { gid: user.gid, kind: 'namespace', uid: user.uid }
  const command = commandAs(runAs, 'true', [])

  return spawnSync(command.file, command.args, { stdio: 'ignore' }).status === 0 ? runAs : undefined
}

/** True when the system has a name for the user we run as; initdb refuses to run without one. */
export function hasUserName(): boolean {
  try {
    return os.userInfo().username !== ''
  } catch {
    return false
  }
}

/** The system user that runs PostgreSQL where root must not and a namespace is refused. */
export function systemUser(): RunAs & { kind: 'user' } {
  const users = systemUsers()
  const found = SYSTEM_USERS.map((wanted) => users.find(({ name }) => name === wanted)).find(
    (user) => user !== undefined,
  )
  if (found === undefined) {
    throw launcherErrors.NO_SYSTEM_USER({})
  }

  return { gid: found.gid, kind: 'user', uid: found.uid }
}

function systemUsers(): { gid: number; name: string; uid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ gid: Number(gid), name, uid: Number(uid) }))
}

/** True when that user can enter a directory, through every directory above it. */
export function canEnter(user: { gid: number; uid: number }, directory: string): boolean {
  const { status } = spawnSync('test', ['-x', directory], {
    cwd: '/',
    gid: user.gid,
    stdio: 'ignore',
    uid: user.uid,
  })

  return status === 0
}
