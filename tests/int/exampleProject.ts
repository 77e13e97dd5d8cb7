import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const REPOSITORY = path.resolve(import.meta.dirname, '../..')
const EXAMPLE = path.join('examples', 'custom-plugin')
const TYPE_OPTIONS = ['--noEmit', '--project', '.', '--typeRoots']
const START_MS = 240_000
const STOP_MS = 30_000
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT/

/** How a program ended and everything it said. */
type Ended = { code: number | null; output: string }

type Environment = Record<string, string | undefined>

/** What a host of the started product answered. */
type Answer = { json: unknown; status: number; text: string }

/** A copy of the example, installed from the packed tarball in a folder of its own. */
export type ExampleProject = {
  /** Asks a tenant's host of the started product. */
  ask: (
    slug: string,
    method: string,
    target: string,
    request?: { body?: unknown; cookie?: string; token?: string },
  ) => Promise<Answer>
  /** Checks the types of the example against those of the installed package. */
  compile: () => Promise<Ended>
  folder: string
  /** Ends what still runs of the project and deletes its folder. */
  remove: () => Promise<void>
  /** Every process of the machine that belongs to the project; empty where there is no /proc. */
  processes: () => number[]
  /** Starts the product as a person would and waits until it is ready; throws with its output. */
  start: () => Promise<void>
  /** Presses Ctrl-C and gives what the product said until it ended. */
  stop: () => Promise<Ended>
  /** Runs `tenon` in the project, or in a folder of it with the given tenon.config.ts. */
  tenon: (args: readonly string[], config?: string) => Promise<Ended>
  /** Why the packages could not be installed, undefined when they are. */
  unreachable: string | undefined
}

/** Packs this repository, copies the example beside it and installs it as an agency would. */
export async function exampleProject(): Promise<ExampleProject> {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'tenon-example-')))
  try {
    return await installed(root)
  } catch (error) {
    await remove(root)
    throw error
  }
}

async function installed(root: string): Promise<ExampleProject> {
  const folder = path.join(root, EXAMPLE)
  const pack = path.join(REPOSITORY, 'scripts', 'pack.mjs')
  expectSuccess(await run(process.execPath, [pack, '--out', path.join(root, 'dist-pack')], root))
  cpSync(path.join(REPOSITORY, EXAMPLE), folder, {
    filter: (file) => !/^(?:node_modules|\.tenon.*|package-lock\.json)$/.test(path.basename(file)),
    recursive: true,
  })
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--omit=dev', '--ignore-scripts']
  const install = await run('npm', ['install', ...options], folder)
  const unreachable =
    install.code !== 0 && UNREACHABLE.test(install.output)
      ? 'neither the package registry nor its cache can be reached'
      : undefined
  if (unreachable === undefined) {
    expectSuccess(install)
  }
  const port = await freePort()

  return { ...running(folder, port), folder, remove: () => remove(root), unreachable }
}

function running(
  folder: string,
  port: number,
): Omit<ExampleProject, 'folder' | 'remove' | 'unreachable'> {
  let product: { child: ChildProcess; ended: Promise<Ended>; output: () => string } | undefined

  return {
    ask: (slug, method, target, request = {}) => ask(port, slug, method, target, request),
    compile: () => {
      // The compiler and the types of React are tools of a project; those of this one are as good.
      const types = path.join(REPOSITORY, 'node_modules', '@types')

      return run(
        process.execPath,
        [path.join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc'), ...TYPE_OPTIONS, types],
        folder,
      )
    },
    processes: () => processesIn(folder),
    start: async () => {
      product = launch('npx', ['tenon', 'start'], folder, { PORT: String(port) })
      await untilReady(product, port)
    },
    stop: async () => {
      const { child, ended } = product ?? {}
      if (child?.pid === undefined || ended === undefined) {
        throw new Error('The product was not started.')
      }
      // A terminal sends Ctrl-C to every process in front of it.
      process.kill(-child.pid, 'SIGINT')

      return ended
    },
    tenon: (args, config) => {
      const place = config === undefined ? folder : mkdtempSync(path.join(folder, 'other-'))
      if (config !== undefined) {
        writeFileSync(path.join(place, 'tenon.config.ts'), config)
      }

      return run('npx', ['tenon', ...args], place, { PORT: String(port) })
    },
  }
}

/** A program in a process group of its own, as a shell starts it. */
function launch(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Environment = {},
): { child: ChildProcess; ended: Promise<Ended>; output: () => string } {
  const child = spawn(file, args, {
    cwd,
    detached: true,
    env: { ...cleanEnvironment(), ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString('utf8')
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))

  return { child, ended, output: () => output }
}

function run(
  file: string,
  args: readonly string[],
  cwd: string,
  env?: Environment,
): Promise<Ended> {
  return launch(file, args, cwd, env).ended
}

/** The environment of a shell: nothing of npm's own run, of the test runner or of an installation. */
function cleanEnvironment(): Environment {
  const foreign =
    /^(?:npm_(?:command|execpath|lifecycle_.*|node_execpath|package_.*|config_local_prefix)|NODE_ENV|NODE_OPTIONS|TENON_.*|VITEST.*|DATABASE_URL|TEST)$/

  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}

function expectSuccess({ code, output }: Ended): void {
  if (code !== 0) {
    throw new Error(output)
  }
}

async function untilReady(
  product: { child: ChildProcess; output: () => string },
  port: number,
): Promise<void> {
  const end = Date.now() + START_MS
  while (Date.now() < end && product.child.exitCode === null) {
    const answer = await ask(port, '', 'GET', '/ready', {}).catch(() => undefined)
    if (answer?.status === 200) {
      return
    }
    await sleep(250)
  }
  throw new Error(`The product was not ready in time. It said:\n${product.output()}`)
}

function ask(
  port: number,
  slug: string,
  method: string,
  target: string,
  { body, cookie, token }: { body?: unknown; cookie?: string; token?: string },
): Promise<Answer> {
  const headers = {
    host: `${slug === '' ? '' : `${slug}.`}localhost:${port}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(cookie === undefined ? {} : { cookie }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }

  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { headers, host: '127.0.0.1', method, path: target, port },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ json: parsed(text), status: response.statusCode ?? 0, text })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function processesIn(folder: string): number[] {
  const all = existsSync('/proc') ? readdirSync('/proc').map(Number) : []

  return all.filter((pid) => {
    try {
      return (
        pid > 0 &&
        (readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) ||
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder))
      )
    } catch {
      // It has ended since the list was read.
      return false
    }
  })
}

async function remove(root: string): Promise<void> {
  const end = Date.now() + STOP_MS
  for (let left = processesIn(root); left.length > 0; left = processesIn(root)) {
    left.forEach((pid) => process.kill(pid, Date.now() < end ? 'SIGTERM' : 'SIGKILL'))
    await sleep(500)
  }
  await rm(root, { force: true, maxRetries: 5, recursive: true, retryDelay: 200 })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        resolve(port)
      })
    })
  })
}
