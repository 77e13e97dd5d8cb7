import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { postgresProcessesOf, processIdentity } from '../../src/launcher/processes.ts'
import { launch, scratchDirectory, spawnLauncher } from '../helpers/launcher.ts'
import type { LauncherChild } from '../helpers/launcher.ts'

let scratch: ReturnType<typeof scratchDirectory>
let running: LauncherChild | undefined

beforeEach(() => {
  scratch = scratchDirectory()
})

afterEach(async () => {
  if (running?.child.exitCode === null && running.child.signalCode === null) {
    await running.kill()
  }
  running = undefined
  await scratch.remove()
})

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query(sql)

    return rows as T[]
  } finally {
    await client.end()
  }
}

describe('the launcher', () => {
  it('leaves no process after Ctrl-C', async () => {
    running = await launch(scratch.path)
    const code = await running.interrupt()

    expect(code).toBe(0)
    expect(postgresProcessesOf(scratch.pgData)).toEqual([])
    expect(existsSync(path.join(scratch.path, 'launcher.lock'))).toBe(false)
  })

  it('runs PostgreSQL in a session of its own, which a terminal does not reach', async () => {
    running = await launch(scratch.path)
    const fields = readFileSync(`/proc/${running.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')

    expect(fields?.slice(2, 4)).toEqual([String(running.pid), String(running.pid)])
  })

  it('adopts the PostgreSQL that outlived it', async () => {
    const first = await launch(scratch.path)
    await query(first.ownerUrl, 'create table kept as select 42 as answer')
    await first.kill()
    running = await launch(scratch.path)

    expect(running).toMatchObject({ adopted: true, ownerUrl: first.ownerUrl, pid: first.pid })
    await expect(query(running.ownerUrl, 'select answer from kept')).resolves.toEqual([
      { answer: 42 },
    ])
    await expect(running.interrupt()).resolves.toBe(0)
    expect(postgresProcessesOf(scratch.pgData)).toEqual([])
  })

  it('starts again at once after a kill -9 of everything', async () => {
    const first = await launch(scratch.path)
    await query(first.ownerUrl, 'create table kept as select 42 as answer')
    const ended = first.kill()
    killCluster()
    await ended
    const started = performance.now()
    running = await launch(scratch.path)

    expect(performance.now() - started).toBeLessThan(10_000)
    expect(running.adopted).toBe(false)
    await expect(query(running.ownerUrl, 'select answer from kept')).resolves.toEqual([
      { answer: 42 },
    ])
  })

  it('takes no stranger for its server when the process id of the pid file was given away', async () => {
    const first = await launch(scratch.path)
    const ended = first.kill()
    killCluster()
    await ended
    const file = path.join(scratch.pgData, 'postmaster.pid')
    const [, ...rest] = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [process.pid, ...rest].join('\n'))
    running = await launch(scratch.path)

    expect(running.adopted).toBe(false)
    expect(processIdentity(process.pid)).toBeDefined()
  })

  it('overrides a lock whose process is gone, or whose id another process has now', async () => {
    const lock = path.join(scratch.path, 'launcher.lock')
    writeFileSync(lock, JSON.stringify({ identity: 'an earlier life', pid: process.pid }))
    running = await launch(scratch.path)

    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: running.child.pid })
  })

  it('keeps a second launcher out while the first one lives', async () => {
    running = await launch(scratch.path)

    await expect(launch(scratch.path)).rejects.toThrow(
      new RegExp(`LAUNCHER_ALREADY_RUNNING.*process ${running.child.pid}`),
    )
  }, 30_000)

  it('starts PostgreSQL again on the same port when it is killed', async () => {
    running = await launch(scratch.path)
    await query(running.ownerUrl, 'create table kept as select 42 as answer')
    const killed = performance.now()
    process.kill(running.pid, 'SIGKILL')
    await recovered(running.ownerUrl)

    expect(performance.now() - killed).toBeLessThan(10_000)
    await expect(query(running.ownerUrl, 'select answer from kept')).resolves.toEqual([
      { answer: 42 },
    ])
    await expect(running.interrupt()).resolves.toBe(0)
    expect(postgresProcessesOf(scratch.pgData)).toEqual([])
  })

  it('survives a kill at any moment of the first start', async () => {
    for (const moment of [20, 60, 120, 250, 400, 600, 800]) {
      const child = spawnLauncher(scratch.path)
      const ended = once(child, 'exit')
      await holdsLock(scratch.path, child.pid)
      await sleep(moment)
      child.kill('SIGKILL')
      await ended
      killCluster()
    }
    running = await launch(scratch.path)

    await expect(query(running.ownerUrl, 'select 1 as one')).resolves.toEqual([{ one: 1 }])
  })
})

function killCluster(): void {
  for (const pid of postgresProcessesOf(scratch.pgData)) {
    process.kill(pid, 'SIGKILL')
  }
}

async function holdsLock(dataDir: string, pid: number | undefined): Promise<void> {
  const lock = path.join(dataDir, 'launcher.lock')
  while (!existsSync(lock) || !readFileSync(lock, 'utf8').includes(`"pid":${String(pid)}}`)) {
    await sleep(5)
  }
}

async function recovered(url: string): Promise<void> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    await sleep(50)
    try {
      await query(url, 'select 1')

      return
    } catch {
      // It is still down.
    }
  }
}
