import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { isLauncherLockHeld } from './launcherLock.ts'
import { isPostgresOf } from './processes.ts'
import { installationSecret, roleUrls } from './secret.ts'
import type { RoleUrls } from './types.ts'

const WAIT_MS = 30_000

/**
 * The embedded PostgreSQL that another process runs for this data directory, or undefined when none
 * holds it. Waits for one that is only just starting.
 */
export async function findRunningCluster(
  dataDir: string,
): Promise<undefined | { ownerUrl: string; port: number; secret: string; urls: RoleUrls }> {
  const deadline = Date.now() + WAIT_MS
  while (isLauncherLockHeld(dataDir)) {
    const port = readyPort(dataDir)
    if (port !== undefined) {
      const secret = installationSecret(dataDir)
      const urls = roleUrls({ database: 'tenon', port, secret })

      return { ownerUrl: urls.owner, port, secret, urls }
    }
    if (Date.now() > deadline) {
      return undefined
    }
    await sleep(100)
  }

  return undefined
}

function readyPort(dataDir: string): number | undefined {
  const file = path.join(dataDir, 'postgres', 'data', 'postmaster.pid')
  if (!existsSync(file)) {
    return undefined
  }
  const [pid, pgData = '', , port, , , , status] = readFileSync(file, 'utf8').split('\n')

  return status?.trim() === 'ready' && isPostgresOf(Number(pid), pgData) ? Number(port) : undefined
}
