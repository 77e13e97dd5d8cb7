import { spawn } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import path from 'node:path'

import { fileError } from './dataDirectory.ts'
import { launcherErrors } from './errors.ts'
import {
  isPostgresOf,
  isProgramReplaced,
  postgresProcessesOf,
  processIdentity,
  sendSignal,
  waitForEnd,
} from './processes.ts'
import { commandAs } from './runAs.ts'
import type { ClusterPlace } from './types.ts'

const LOG_LIMIT = 20 * 1_048_576

/** A postmaster that is alive, as its pid file describes it. */
export type LivingPostmaster = { pid: number; port: number }

/** The living postmaster of this cluster, if an earlier run left one that is fit to be taken over. */
export async function findPostmaster(place: ClusterPlace): Promise<LivingPostmaster | undefined> {
  const [pid, , , port] = readPidFile(place).map(Number)
  if (!pid || !port || !isPostgresOf(pid, place.pgData)) {
    return undefined
  }
  if (isProgramReplaced(pid)) {
    await stopPostmaster(place, pid)

    return undefined
  }

  return { pid, port }
}

/**
 * Removes what a killed server left: children that outlived their postmaster, the pid file and the
 * sockets. Call it only when `findPostmaster` found nothing.
 */
export async function clearRemains(place: ClusterPlace): Promise<void> {
  await endOrphans(place)
  rmSync(path.join(place.pgData, 'postmaster.pid'), { force: true })
  for (const name of readdirSync(place.socketDir).filter((entry) =>
    entry.startsWith('.s.PGSQL.'),
  )) {
    rmSync(path.join(place.socketDir, name), { force: true })
  }
}

/** Starts a postmaster in a session of its own, so that a terminal's Ctrl-C does not reach it. */
export function spawnPostmaster(place: ClusterPlace): number {
  const command = commandAs(place.runAs, path.join(place.bin, 'postgres'), ['-D', place.pgData])
  let log: number
  try {
    trimLog(place)
    log = openSync(place.logFile, 'a', 0o600)
  } catch (error) {
    throw fileError(error, place.dataDir)
  }
  const child = spawn(command.file, command.args, {
    ...command.options,
    cwd: '/',
    detached: true,
    // Nothing else is handed on: the environment may hold secrets.
    env: { PATH: process.env['PATH'], TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  // Errors of spawning show as a missing pid; without a listener they would end the process.
  child.on('error', () => undefined)
  child.unref()
  if (child.pid === undefined) {
    const detail = `${command.file} cannot be run`
    throw launcherErrors.START_FAILED({ detail, logFile: place.logFile })
  }

  return child.pid
}

/** Fast shutdown, then harder ones if it takes too long; returns when no process is left. */
export async function stopPostmaster(place: ClusterPlace, pid: number): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const
  for (const [signal, limit] of steps) {
    if (processIdentity(pid) === undefined) {
      break
    }
    sendSignal(pid, signal)
    if (await waitForEnd(pid, limit)) {
      break
    }
  }
  await endOrphans(place)
}

/** Children notice within moments that their postmaster is gone; one that is stuck is ended. */
async function endOrphans(place: ClusterPlace): Promise<void> {
  for (const pid of postgresProcessesOf(place.pgData)) {
    if (!(await waitForEnd(pid, 3000))) {
      sendSignal(pid, 'SIGKILL')
      await waitForEnd(pid, 3000)
    }
  }
}

/** What PostgreSQL wrote to its log from a position on. */
export function logSince(place: ClusterPlace, position: number): string {
  try {
    return readFileSync(place.logFile).subarray(position).toString('utf8')
  } catch {
    return ''
  }
}

/** The size of the log now, to be given to `logSince`. */
export function logPosition(place: ClusterPlace): number {
  return statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0
}

/** True when the postmaster has written into its pid file that it takes connections. */
export function saysReady(place: ClusterPlace, pid: number): boolean {
  const lines = readPidFile(place)

  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/** Keeps one older part of a log that has grown large; PostgreSQL goes on appending to the same file. */
export function trimLog(place: ClusterPlace): void {
  if (logPosition(place) > LOG_LIMIT) {
    copyFileSync(place.logFile, `${place.logFile}.1`)
    truncateSync(place.logFile)
  }
}

function readPidFile(place: ClusterPlace): string[] {
  try {
    return readFileSync(path.join(place.pgData, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}
