import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const PROGRAM = '/usr/sbin/pgbouncer'

/** A running PgBouncer in transaction mode. */
export type PgBouncer = { stop: () => Promise<void>; url: string }

/** True where PgBouncer is installed. */
export function hasPgBouncer(): boolean {
  return existsSync(PROGRAM)
}

/** Starts a PgBouncer in transaction mode before one database and role. */
export async function startPgBouncer(target: string, poolSize: number): Promise<PgBouncer> {
  const to = new URL(target)
  const port = await freePort()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tenon-pgbouncer-'))
  const config = path.join(folder, 'pgbouncer.ini')
  const name = to.pathname.slice(1)
  writeFileSync(
    config,
    [
      '[databases]',
      `${name} = host=${to.hostname} port=${to.port} user=${to.username} password=${decodeURIComponent(to.password)}`,
      '[pgbouncer]',
      'pool_mode = transaction',
      'auth_type = any',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      `default_pool_size = ${poolSize}`,
      'max_client_conn = 500',
      'server_login_retry = 0.1',
      'ignore_startup_parameters = extra_float_digits,options',
      'logfile =',
      '',
    ].join('\n'),
    { mode: 0o600 },
  )
  // It refuses to run as root.
  const wrap =
    process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000'] : []
  const [program, ...args] = [...wrap, PROGRAM, '-q', config]
  const child = spawn(program, args, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `postgres://${to.username}:unused@127.0.0.1:${port}/${name}`
  await waitUntilUp(url)

  return {
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
    url,
  }
}

async function waitUntilUp(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()

      return
    } catch (error) {
      if (attempt === 100) {
        throw error
      }
      await sleep(50)
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))

  return typeof address === 'object' && address !== null ? address.port : 0
}
