import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const REPOSITORY = path.resolve(import.meta.dirname, '../..')
const START_MS = 240_000
const STOP_MS = 30_000
const TAIL = 4_000

/** The product with its demo tenants, running as a person would start it. */
export type RunningProduct = {
  /** The address of a tenant. */
  origin: (slug: string) => string
  output: () => string
  stop: () => Promise<void>
}

/**
 * Starts the product in a data directory of its own, or uses the one at `TENON_E2E_PORT`. Throws with
 * the end of its output when it is not ready in four minutes.
 */
export async function startProduct(): Promise<RunningProduct> {
  const given = process.env['TENON_E2E_PORT']
  if (given !== undefined && given !== '') {
    return { origin: originAt(given), output: () => '', stop: () => Promise.resolve() }
  }
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tenon-e2e-'))
  const port = await freePort()
  const started = spawn(process.execPath, [path.join(REPOSITORY, 'bin', 'tenon.js'), 'start'], {
    cwd: REPOSITORY,
    env: { ...process.env, PORT: String(port), TENON_DATA_DIR: dataDir, TENON_DEMO: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-TAIL)
  }
  started.stdout.on('data', keep)
  started.stderr.on('data', keep)
  await untilReady(started, port, () => output)

  return {
    origin: originAt(String(port)),
    output: () => output,
    stop: async () => {
      await stop(started)
      await rm(dataDir, { force: true, recursive: true })
    },
  }
}

function originAt(port: string): (slug: string) => string {
  return (slug) => `http://${slug}.localhost:${port}`
}

async function untilReady(
  started: ChildProcess,
  port: number,
  output: () => string,
): Promise<void> {
  const end = Date.now() + START_MS

  while (Date.now() < end && started.exitCode === null) {
    const ready = await fetch(`http://127.0.0.1:${String(port)}/ready`).catch(() => undefined)
    if (ready?.ok === true) {
      return
    }
    await sleep(500)
  }
  await stop(started)
  throw new Error(`The product was not ready in time. Its last output:\n${output()}`)
}

async function stop(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null) {
    return
  }
  const gone = new Promise((resolve) => started.once('exit', resolve))
  started.kill('SIGTERM')
  const isGone = await Promise.race([gone.then(() => true), sleep(STOP_MS, false)])
  if (!isGone) {
    started.kill('SIGKILL')
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}
