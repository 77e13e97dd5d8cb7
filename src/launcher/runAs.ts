import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { launcherErrors } from './errors.ts'
import type { RunAs } from './types.ts'

const NAMESPACE = ['--user', '--map-user=1000', '--map-group=1000']
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
      return { args: [...NAMESPACE, file, ...args], file: 'unshare', options: {} }
    }
    case 'self': {
      return { args: [...args], file, options: {} }
    }
    case 'user': {
      return { args: [...args], file, options: { gid: runAs.gid, uid: runAs.uid } }
    }
  }
}

/** True when root may run PostgreSQL in a user namespace of its own, which hides nothing from it. */
export function namespaceWorks(): boolean {
  return spawnSync('unshare', [...NAMESPACE, 'true'], { stdio: 'ignore' }).status === 0
}

/** The system user that runs PostgreSQL where root must not and a namespace is refused. */
export function systemUser(): RunAs & { kind: 'user' } {
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { gid: Number(gid), kind: 'user', uid: Number(uid) }]),
  )
  const found = SYSTEM_USERS.map((name) => users.get(name)).find((user) => user !== undefined)
  if (found === undefined) {
    throw launcherErrors.NO_SYSTEM_USER({})
  }

  return { gid: found.gid, kind: 'user', uid: found.uid }
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
