import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { assertPortFree, derivePassword, startPostgres } from '../../src/launcher/index.ts'
import { postgresProcessesOf } from '../../src/launcher/processes.ts'
import { scratchDirectory } from '../helpers/launcher.ts'

const log = { info: () => undefined, warn: () => undefined }
const IS_ROOT = process.getuid?.() === 0

let scratch: ReturnType<typeof scratchDirectory>

beforeEach(() => {
  scratch = scratchDirectory()
})

afterEach(async () => {
  await scratch.remove()
})

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql)

    return rows as T[]
  } finally {
    await client.end()
  }
}

describe('startPostgres', () => {
  it('makes a cluster whose owner is no superuser, and leaves no process behind', async () => {
    const postgres = await startPostgres({ dataDir: scratch.path, log })
    const [role] = await ask(
      postgres.ownerUrl,
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, current_database() as name,
        pg_get_userbyid(datdba) as owner
        from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    )
    const extensions = await ask<{ extname: string }>(
      postgres.ownerUrl,
      'select extname from pg_extension order by 1',
    )
    await postgres.stop()

    expect(role).toEqual({
      name: 'tenon',
      owner: 'tenon_owner',
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: true,
      rolsuper: false,
    })
    expect(extensions.map(({ extname }) => extname)).toEqual(['pg_trgm', 'plpgsql', 'unaccent'])
    expect(postgresProcessesOf(scratch.pgData)).toEqual([])
  })

  it('runs with the settings that durability and secrecy ask for', async () => {
    const postgres = await startPostgres({ dataDir: scratch.path, log })
    const rows = await ask<{ name: string; setting: string }>(
      postgres.superUrl,
      `select name, setting from pg_settings where name in ('data_checksums', 'fsync',
        'listen_addresses', 'log_parameter_max_length', 'log_parameter_max_length_on_error',
        'password_encryption', 'server_encoding', 'synchronous_commit')`,
    )
    const [trigrams] = await ask<{ same: boolean }>(
      postgres.ownerUrl,
      `select show_trgm('Müller') <> show_trgm('Muller') as same`,
    )
    await postgres.stop()

    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      listen_addresses: '127.0.0.1',
      log_parameter_max_length: '0',
      log_parameter_max_length_on_error: '0',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
    })
    expect(trigrams).toEqual({ same: true })
  })

  it('keeps port and secret from one start to the next, private to their owner', async () => {
    const first = await startPostgres({ dataDir: scratch.path, log })
    await first.stop()
    const second = await startPostgres({ dataDir: scratch.path, log })
    await second.stop()
    const modes = ['secret', 'superuser'].map(
      (name) => statSync(path.join(scratch.path, name)).mode & 0o777,
    )

    expect(second.ownerUrl).toBe(first.ownerUrl)
    expect(second.adopted).toBe(false)
    expect(modes).toEqual([0o600, 0o600])
    expect(first.ownerUrl).toContain(derivePassword(first.secret, 'tenon_owner'))
  })

  it('lets the owner in after the secret was changed', async () => {
    const first = await startPostgres({ dataDir: scratch.path, log })
    await first.stop()
    writeFileSync(path.join(scratch.path, 'secret'), 'another secret of at least 32 characters')
    const second = await startPostgres({ dataDir: scratch.path, log })
    const answer = await ask(second.ownerUrl, 'select 1 as one')
    await second.stop()

    expect(second.ownerUrl).not.toBe(first.ownerUrl)
    expect(answer).toEqual([{ one: 1 }])
  })

  it('puts its socket elsewhere when the path of the data directory is too long for one', async () => {
    const deep = path.join(scratch.path, 'x'.repeat(90))
    const postgres = await startPostgres({ dataDir: deep, log })
    const [found] = await ask<{ setting: string }>(
      postgres.superUrl,
      'show unix_socket_directories',
    )
    await postgres.stop()

    expect(String(Object.values(found ?? {})[0]).length).toBeLessThan(90)
  })

  it.runIf(IS_ROOT)('runs as a system user where root has no user namespaces', async () => {
    const postgres = await startPostgres({ dataDir: scratch.path, log, rootMode: 'user' })
    const status = readFileSync(`/proc/${postgres.pid}/status`, 'utf8')
    await postgres.stop()
    const again = await startPostgres({ dataDir: scratch.path, log })
    const answer = await ask(again.ownerUrl, 'select 1 as one')
    const place = String(
      Object.values((await ask<object>(again.superUrl, 'show data_directory'))[0] ?? {})[0],
    )
    await again.stop()
    rmSync(path.dirname(place), { force: true, recursive: true })

    expect(Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])).toBeGreaterThan(0)
    expect(answer).toEqual([{ one: 1 }])
  })
})

describe('a start that cannot work', () => {
  it('names a file that stands where the data directory should be', async () => {
    const file = path.join(scratch.path, 'file')
    writeFileSync(file, '')

    await expect(startPostgres({ dataDir: file, log })).rejects.toMatchObject({
      code: 'LAUNCHER_DATA_DIR_UNUSABLE',
      message: expect.stringContaining(file) as string,
    })
  })

  it('says so when the data directory was written by a newer Tenon', async () => {
    writeFileSync(path.join(scratch.path, 'version.json'), '{"layout":99}')

    await expect(startPostgres({ dataDir: scratch.path, log })).rejects.toMatchObject({
      code: 'LAUNCHER_DATA_NEWER',
    })
  })

  it.each([
    ['17', 'LAUNCHER_POSTGRES_OLDER'],
    ['99', 'LAUNCHER_POSTGRES_NEWER'],
  ])('refuses the data of PostgreSQL %s with %s', async (version, code) => {
    mkdirSync(scratch.pgData, { recursive: true })
    writeFileSync(path.join(scratch.pgData, 'PG_VERSION'), `${version}\n`)

    await expect(startPostgres({ dataDir: scratch.path, log })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/TENON_DATA_DIR/) as string,
    })
  })

  it('names the directory when it is read-only', async ({ skip }) => {
    skip(!mount(scratch.path, 'ro,size=1m'), 'mounting is not allowed here')
    try {
      await expect(startPostgres({ dataDir: scratch.path, log })).rejects.toMatchObject({
        code: 'LAUNCHER_DATA_DIR_READ_ONLY',
        message: expect.stringContaining(scratch.path) as string,
      })
    } finally {
      spawnSync('umount', [scratch.path])
    }
  })

  it('names the directory when its disk is full', async ({ skip }) => {
    skip(!mount(scratch.path, 'size=20m'), 'mounting is not allowed here')
    try {
      await expect(startPostgres({ dataDir: scratch.path, log })).rejects.toMatchObject({
        code: 'LAUNCHER_DISK_FULL',
        message: expect.stringContaining(scratch.path) as string,
      })
    } finally {
      spawnSync('umount', [scratch.path])
    }
  })

  it('names the port that another program holds, and PORT', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo

    await expect(assertPortFree(port)).rejects.toMatchObject({
      code: 'LAUNCHER_PORT_TAKEN',
      message: expect.stringMatching(new RegExp(`${port}[\\s\\S]*PORT=`)) as string,
    })
    server.close()
  })
})

function mount(directory: string, options: string): boolean {
  const args = ['-t', 'tmpfs', '-o', options, 'tmpfs', directory]

  return IS_ROOT && spawnSync('mount', args, { stdio: 'ignore' }).status === 0
}
