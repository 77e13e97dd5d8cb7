import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { postgresProcessesOf } from '../../src/launcher/processes.ts'
import { scratchDirectory } from '../helpers/launcher.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const START = path.join(ROOT, 'scripts', 'start.mjs')
const READY = 'Ctrl-C stops'

let scratch: ReturnType<typeof scratchDirectory>
let port: number
const begun: Start[] = []

beforeEach(async () => {
  scratch = scratchDirectory()
  port = await freePort()
})

afterEach(async () => {
  for (const start of begun.splice(0)) {
    start.signal('SIGKILL')
  }
  await sleep(100)
  await scratch.remove()
})

describe('npm start', () => {
  it('serves a working login, and leaves no process after Ctrl-C', async () => {
    const start = npmStart()
    await start.ready()
    const status = await signIn()
    start.signal('SIGINT')
    const code = await start.ended

    expect(status).toBe(200)
    expect(code).toBe(0)
    expect(processesOf(scratch.path)).toEqual([])
    expect(postgresProcessesOf(scratch.pgData)).toEqual([])
  })

  it('starts again at once after a kill -9 of everything', async () => {
    const first = npmStart()
    await first.ready()
    first.signal('SIGKILL')
    for (const pid of postgresProcessesOf(scratch.pgData)) {
      process.kill(pid, 'SIGKILL')
    }
    const second = npmStart()
    await second.ready()

    await expect(signIn()).resolves.toBe(200)
  })

  it('ends the product when only the starting program is killed', async () => {
    const start = npmStart()
    await start.ready()
    start.child.kill('SIGKILL')
    const deadline = Date.now() + 20_000
    while (processesOf(scratch.path).length > 0 && Date.now() < deadline) {
      await sleep(100)
    }

    expect(processesOf(scratch.path)).toEqual([])
    expect(postgresProcessesOf(scratch.pgData)).toEqual([])
  })

  it('says which port is taken and stops what it had started', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => {
      holder.listen(port, '127.0.0.1', resolve)
    })
    const start = npmStart()
    const code = await start.ended
    holder.close()

    expect(code).toBe(1)
    expect(start.output()).toContain(`LAUNCHER_PORT_TAKEN: Port ${port} is taken`)
    expect(postgresProcessesOf(scratch.pgData)).toEqual([])
  })
})

type Start = {
  child: ChildProcess
  ended: Promise<number | null>
  output: () => string
  ready: () => Promise<void>
  /** Sends a signal to the whole process group, as a terminal does. */
  signal: (signal: NodeJS.Signals) => void
}

function npmStart(): Start {
  const child = spawn(process.execPath, [START], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, PORT: String(port), TENON_DATA_DIR: scratch.path, TENON_DEMO: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += String(chunk)
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const start: Start = {
    child,
    ended,
    output: () => text,
    ready: async () => {
      const seen = async (): Promise<string> => {
        while (!text.includes(READY)) {
          await sleep(50)
        }

        return READY
      }
      if ((await Promise.race([seen(), ended])) !== READY) {
        throw new Error(text)
      }
    },
    signal: (signal) => {
      try {
        process.kill(-(child.pid ?? 0), signal)
      } catch {
        // The group has ended.
      }
    },
  }
  begun.push(start)

  return start
}

function signIn(): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ email: 'admin@acme.test', password: 'tenon-demo' })
    const headers = { 'content-type': 'application/json', host: `acme.localhost:${port}` }
    request(
      { headers, host: '127.0.0.1', method: 'POST', path: '/api/auth/login', port },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    )
      .on('error', reject)
      .end(body)
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const found = (server.address() as AddressInfo).port
  server.close()

  return found
}

/** Every living process that was started with this data directory in its environment. */
function processesOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => readQuietly(`/proc/${name}/environ`).includes(`TENON_DATA_DIR=${dataDir}`))
    .map(Number)
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
