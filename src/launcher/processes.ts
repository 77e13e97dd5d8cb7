import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const HAS_PROC = existsSync('/proc/self/stat')
const DEAD_STATES = new Set(['X', 'Z', 'x'])

/**
 * Tells one life of a process id from the next: boot and start time. Undefined when no such process
 * lives; a zombie has ended and counts as dead.
 */
export function processIdentity(pid: number): string | undefined {
  if (!HAS_PROC) {
    const [state, ...started] = ask('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).split(/\s+/)

    return state === undefined || state === '' || state.startsWith('Z')
      ? undefined
      : started.join(' ')
  }
  const stat = readText(`/proc/${pid}/stat`)
  // The program name stands in parentheses and may hold anything, so fields count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state] = fields
  if (state === undefined || state === '' || DEAD_STATES.has(state)) {
    return undefined
  }

  return `${readText('/proc/sys/kernel/random/boot_id').trim()} ${fields[19] ?? ''}`
}

/** True when the process is a living PostgreSQL whose data directory is `pgData`. */
export function isPostgresOf(pid: number, pgData: string): boolean {
  if (processIdentity(pid) === undefined) {
    return false
  }
  if (!HAS_PROC) {
    return ask('ps', ['-o', 'command=', '-p', String(pid)]).includes(`-D ${pgData} `)
  }
  if (readText(`/proc/${pid}/comm`).trim() !== 'postgres') {
    return false
  }

  // PostgreSQL changes into its data directory and stays there, as all its children do.
  return readLink(`/proc/${pid}/cwd`) === pgData
}

/** Every living PostgreSQL process of this data directory, the postmaster and its children. */
export function postgresProcessesOf(pgData: string): number[] {
  const pids = HAS_PROC
    ? readdirSync('/proc').map(Number)
    : ask('pgrep', ['-f', `-D ${pgData} `])
        .split('\n')
        .map(Number)

  return pids.filter((pid) => pid > 0 && isPostgresOf(pid, pgData))
}

/** True when the program file of a running process was removed or replaced on disk. */
export function isProgramReplaced(pid: number): boolean {
  return HAS_PROC && readLink(`/proc/${pid}/exe`).endsWith(' (deleted)')
}

/** Waits until the process has ended, up to a limit; says whether it did. */
export async function waitForEnd(pid: number, limitMs: number): Promise<boolean> {
  const identity = processIdentity(pid)
  const deadline = Date.now() + limitMs
  while (identity !== undefined && processIdentity(pid) === identity) {
    if (Date.now() > deadline) {
      return false
    }
    await sleep(20)
  }

  return true
}

/** Sends a signal; a process that has already ended is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
      throw error
    }
  }
}

function ask(command: string, args: readonly string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout.trim()
}

function readLink(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
