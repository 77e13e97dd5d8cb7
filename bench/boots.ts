import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Arena } from './arena/types.ts'
import { buildAdmin } from './children/buildAdmin.ts'
import { KeepAliveClient } from './load/keepAliveClient.ts'
import type { Result } from './results.ts'
import { median, rounded } from './results.ts'

type Boot = { args: readonly string[]; path: string; prepare: () => Promise<void>; what: string }

const ROUNDS = 5
const LIMIT_MS = 120_000
const REPOSITORY = path.resolve(import.meta.dirname, '..')

/** The benches that take the time from the start of a process to its first right answer. */
export const BOOTS: Readonly<Record<string, Boot>> = {
  'boot.warm': {
    args: ['children/bootServer.ts', 'api'],
    path: '/api/contacts?limit=25&depth=0',
    prepare: () => Promise.resolve(),
    what: 'the API',
  },
  'boot.warm.admin': {
    args: ['children/bootServer.ts', 'admin'],
    path: '/admin/collections/contacts',
    prepare: buildAdmin,
    what: 'the API and the admin',
  },
}

/** Starts the product five times on the migrated database and prints the median in milliseconds. */
export async function runBoot(
  arena: Arena,
  name: string,
  report: { say: (line: string) => void; write: (result: Result) => void },
): Promise<void> {
  const boot = BOOTS[name]
  if (boot === undefined) {
    return
  }
  await boot.prepare()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const time = await bootOnce(arena, boot)
    report.say(`${name}: ${boot.what} answered after ${Math.round(time)} ms`)
    times.push(time)
  }
  report.write({ name, unit: 'ms', value: rounded(median(times)) })
}

async function bootOnce(arena: Arena, boot: Boot): Promise<number> {
  const port = await freePort()
  const started = performance.now()
  const [program = '', mode = ''] = boot.args
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(import.meta.dirname, program),
      arena.dataDir,
      mode,
      String(port),
    ],
    { cwd: REPOSITORY, stdio: ['ignore', 2, 2] },
  )
  const gone = once(child, 'exit')
  try {
    await untilAnswer(arena, port, boot.path, () => child.exitCode !== null)

    return performance.now() - started
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}

async function untilAnswer(
  { reads }: Arena,
  port: number,
  pathOf: string,
  hasEnded: () => boolean,
): Promise<void> {
  const headers = { authorization: `Bearer ${reads.token}`, host: reads.host }
  const until = performance.now() + LIMIT_MS
  while (performance.now() < until) {
    const client = await KeepAliveClient.connect(port).catch(() => undefined)
    if (client !== undefined) {
      const answer = await client.send({ headers, method: 'GET', path: pathOf })
      client.close()
      if (answer.status !== 200) {
        throw new Error(`${pathOf} answered ${answer.status}: ${answer.body.slice(0, 300)}`)
      }

      return
    }
    if (hasEnded()) {
      break
    }
    await sleep(10)
  }
  throw new Error(`The server did not answer ${pathOf}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')

  return port
}
