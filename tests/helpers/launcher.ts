import type { ChildProcess, ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'

import { postgresProcessesOf } from '../../src/launcher/processes.ts'

/** A launcher in a process of its own, as `npm start` runs it. */
export type LauncherChild = {
  adopted: boolean
  child: ChildProcess
  /** Sends Ctrl-C and gives the exit code. */
  interrupt: () => Promise<number | null>
  /** Ends the launcher at once, as the kernel does; PostgreSQL is left alone. */
  kill: () => Promise<void>
  ownerUrl: string
  pid: number
  port: number
}

const PROGRAM = path.resolve(import.meta.dirname, 'launcherChild.ts')

/** An empty data directory; `remove` ends what still runs in it and deletes it. */
export function scratchDirectory(): { path: string; pgData: string; remove: () => Promise<void> } {
  const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'tenon-launcher-')))
  const pgData = path.join(directory, 'postgres', 'data')

  return {
    path: directory,
    pgData,
    remove: async () => {
      for (const pid of postgresProcessesOf(pgData)) {
        process.kill(pid, 'SIGKILL')
      }
      await rm(directory, { force: true, maxRetries: 5, recursive: true, retryDelay: 100 })
    },
  }
}

/** Starts a launcher and waits for nothing. */
export function spawnLauncher(dataDir: string): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [PROGRAM, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Starts a launcher and waits for its PostgreSQL; rejects with what it said when it failed. */
export async function launch(dataDir: string): Promise<LauncherChild> {
  const child = spawnLauncher(dataDir)
  const line = await new Promise<string>((resolve, reject) => {
    let complaint = ''
    child.stderr.on('data', (chunk) => {
      complaint += String(chunk)
    })
    child.stdout.once('data', (chunk) => {
      resolve(String(chunk))
    })
    child.once('close', () => {
      reject(new Error(complaint))
    })
  })
  const started = JSON.parse(line) as Pick<LauncherChild, 'adopted' | 'ownerUrl' | 'pid' | 'port'>
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = (await ended) as [number | null]

    return code
  }

  return {
    ...started,
    child,
    interrupt: () => end('SIGINT'),
    kill: async () => {
      await end('SIGKILL')
    },
  }
}
