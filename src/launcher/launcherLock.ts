import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

import { launcherErrors } from './errors.ts'
import { processIdentity } from './processes.ts'
import type { LauncherLog } from './types.ts'

const lockFile = z.object({ identity: z.string(), pid: z.int() })

/** Holds the data directory for this process until `release`. */
export type LauncherLock = { release: () => void }

/**
 * Takes the data directory for this process, or throws `LAUNCHER_ALREADY_RUNNING` when a living one
 * keeps it longer than `waitMs`. A lock whose process is gone (also when its id was reused) is void.
 */
export async function takeLauncherLock(
  dataDir: string,
  log: LauncherLog,
  waitMs = 10_000,
): Promise<LauncherLock> {
  const file = path.join(dataDir, 'launcher.lock')
  const mine = JSON.stringify({ identity: processIdentity(process.pid), pid: process.pid })
  const deadline = Date.now() + waitMs
  let announced = false
  while (!tryTake(file, mine)) {
    const holder = readHolder(file)
    if (holder === undefined) {
      continue
    }
    if (processIdentity(holder.pid) !== holder.identity) {
      removeStale(file, holder.text)
      continue
    }
    if (Date.now() > deadline) {
      throw launcherErrors.ALREADY_RUNNING({ dataDir, pid: holder.pid })
    }
    if (!announced) {
      announced = true
      log.info(`The data directory is in use by process ${holder.pid}; waiting for it to stop …`)
    }
    await sleep(100)
  }

  return {
    release: () => {
      if (readHolder(file)?.text === mine) {
        rmSync(file, { force: true })
      }
    },
  }
}

/** True when a living process holds this data directory. */
export function isLauncherLockHeld(dataDir: string): boolean {
  const holder = readHolder(path.join(dataDir, 'launcher.lock'))

  return holder !== undefined && processIdentity(holder.pid) === holder.identity
}

/** A link either makes the whole file or fails: no reader ever sees half a lock. */
function tryTake(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)

    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return false
    }
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function readHolder(file: string): undefined | { identity: string; pid: number; text: string } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined
    }
    throw error
  }
  try {
    return { ...lockFile.parse(JSON.parse(text)), text }
  } catch {
    return { identity: '', pid: 0, text }
  }
}

/** Two launchers may both find the lock stale; what one of them moved away by mistake is put back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readFileSync(aside, 'utf8') !== stale) {
    linkSync(aside, file)
  }
  rmSync(aside, { force: true })
}
