import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Agent } from 'node:http'
import { request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import path from 'node:path'
import type { Readable } from 'node:stream'

/** The server in a process of its own: API and jobs, without the admin's screens. */
export type ChildServer = {
  isRunning: () => boolean
  /** Ends it as the kernel does, in the middle of whatever it is doing. */
  kill: () => Promise<void>
  /** What it wrote so far, log and complaints. */
  output: () => string
  pid: number
  port: number
  /** Asks it to end and gives the exit code. */
  stop: () => Promise<number | null>
}

/** What a child server is started with. */
export type ChildServerOptions = {
  /** Keys of signed contexts; absent: those of the data directory. */
  contextKeys?: string
  dataDir: string
  port: number
  secret: string
  urls: { app: string; system: string }
}

/** An answer, or what broke before there was one. */
export type Answer = {
  /** The code of the broken connection; then the status is 0. */
  broken?: string
  json: unknown
  ms: number
  status: number
}

/** A request to a tenant's host. */
export type Ask = {
  agent?: Agent
  body?: unknown
  correlationId?: string
  /** The slug of the tenant. */
  host: string
  method: string
  path: string
  port: number
  token?: string
}

const PROGRAM = path.resolve(import.meta.dirname, 'childServerProgram.ts')
const FIRST_PORT = 3600
const LONGEST_ANSWER_MS = 60_000
const ROOT = path.resolve(import.meta.dirname, '../..')
const START_LIMIT_MS = 120_000

/** Starts a server and waits until it takes requests; rejects with what it said when it ended. */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: ROOT,
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    }

    return child.exitCode
  }
  await listening(child, () => output).catch(async (error: unknown) => {
    await end('SIGKILL')
    throw error
  })

  return {
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: async () => {
      await end('SIGKILL')
    },
    output: () => output,
    pid: child.pid ?? 0,
    port: options.port,
    stop: () => end('SIGTERM'),
  }
}

/** A port that nobody listens on, for a server that has to come back to the same one after a kill. */
export async function freeServerPort(from = FIRST_PORT + (process.pid % 300)): Promise<number> {
  const probe = createServer()
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => {
      resolve(false)
    })
    probe.listen(from, () => {
      resolve(true)
    })
  })
  if (!isFree) {
    return freeServerPort(from + 1)
  }
  await new Promise((resolve) => probe.close(resolve))

  return from
}

/** Sends one request to a child server; a broken connection is an answer too. */
export function ask(request: Ask): Promise<Answer> {
  const started = performance.now()
  const ms = () => Math.round(performance.now() - started)
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)

  return new Promise((resolve) => {
    const outgoing = httpRequest({
      agent: request.agent,
      headers: {
        host: `${request.host}.localhost:${request.port}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
        ...(request.correlationId === undefined
          ? {}
          : { 'x-correlation-id': request.correlationId }),
      },
      host: '127.0.0.1',
      method: request.method,
      path: request.path,
      port: request.port,
      timeout: LONGEST_ANSWER_MS,
    })
    const onBroken = (error: NodeJS.ErrnoException): void => {
      resolve({ broken: error.code ?? error.message, json: undefined, ms: ms(), status: 0 })
    }
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')))
    outgoing.on('error', onBroken)
    outgoing.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('error', onBroken)
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        resolve({ json: parsed(text), ms: ms(), status: response.statusCode ?? 0 })
      })
    })
    outgoing.end(body)
  })
}

/** Signs in and gives the token. */
export async function signInAt(
  target: Pick<Ask, 'host' | 'port'>,
  credentials: { email: string; password: string },
): Promise<string> {
  const { json, status } = await ask({
    ...target,
    body: credentials,
    method: 'POST',
    path: '/api/auth/login',
  })
  if (status !== 200) {
    throw new Error(`${credentials.email} could not sign in: ${status} ${JSON.stringify(json)}`)
  }

  return (json as { token: string }).token
}

function environment(options: ChildServerOptions): NodeJS.ProcessEnv {
  // Only what is named here: what the tests themselves run with must not leak in.
  const env: Record<string, string | undefined> = {
    HOME: process.env['HOME'],
    NODE_ENV: 'production',
    PATH: process.env['PATH'],
    PORT: String(options.port),
    TENON_CONTEXT_KEYS: options.contextKeys,
    TENON_DATABASE_URL_APP: options.urls.app,
    TENON_DATABASE_URL_SYSTEM: options.urls.system,
    TENON_DATA_DIR: options.dataDir,
    TENON_DEMO: '0',
    TENON_RATE_KEY: '0',
    TENON_RATE_TENANT: '0',
    TENON_SECRET: options.secret,
    TZ: 'UTC',
  }

  return env as NodeJS.ProcessEnv
}

async function listening(
  child: ChildProcessByStdio<null, Readable, Readable>,
  output: () => string,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`The server did not start in time:\n${output()}`))
    }, START_LIMIT_MS)
    child.stdout.on('data', () => {
      if (output().includes('Listening on port')) {
        clearTimeout(timer)
        resolve()
      }
    })
    child.once('close', () => {
      clearTimeout(timer)
      reject(new Error(`The server ended:\n${output()}`))
    })
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
