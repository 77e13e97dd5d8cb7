import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

import { createDatabase } from '../../src/kernel/db/index.ts'
import type { Database, Transaction } from '../../src/kernel/db/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { Query } from '../../src/tenancy/index.ts'
import type { FreshDatabase } from './freshDatabase.ts'

/** What a soak of the pool is run with. */
export type PoolSoakOptions = {
  checkouts: number
  fresh: FreshDatabase
  /** Behind PgBouncer no statement may keep a name. */
  prepare: boolean
  seed: number
  /** The request role's address, direct or through PgBouncer. */
  url: string
}

/** What a soak of the pool saw. */
export type PoolSoakReport = {
  aborted: number
  cancelled: number
  checkouts: number
  killed: number
  /** Every row, balance or answer that no tenant should have seen; empty when all is well. */
  leaks: string[]
  millis: number
  read: number
  /** Statements sent without a context, all of which must have been refused. */
  unscoped: number
  written: number
}

type Soak = {
  clients: Set<pg.Client>
  database: Database
  expected: Map<string, { acknowledged: number; unknown: number }>
  kill: Query
  options: PoolSoakOptions
  random: () => number
  report: PoolSoakReport
  tenants: readonly string[]
}

const CONCURRENCY = 64
const TENANTS = 8
const READ = 'select tenant_id, name, tenancy.current_tenant() as verified from companies'

/**
 * Borrows connections for random tenants from 64 sides at once and lets each use end in a random
 * way: committed, aborted, failed, cancelled or with its backend killed in the middle of a query.
 */
export async function soakPool(options: PoolSoakOptions): Promise<PoolSoakReport> {
  const started = performance.now()
  const clients = new Set<pg.Client>()
  const soak = await prepareSoak(options, clients)
  try {
    let left = options.checkouts
    const worker = async () => {
      while (left > 0) {
        left -= 1
        await borrow(soak)
      }
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, worker))
    await checkIdleConnections(soak)
    await checkBalances(soak)
  } finally {
    await soak.database.close()
  }
  soak.report.millis = Math.round(performance.now() - started)

  return soak.report
}

async function prepareSoak(options: PoolSoakOptions, clients: Set<pg.Client>): Promise<Soak> {
  const tenants = Array.from({ length: TENANTS }, newId)
  for (const tenant of tenants) {
    await options.fresh.superuser(
      'insert into companies (tenant_id, id, name, revenue) values ($1, $2, $3, 0)',
      [tenant, newId(), tenant],
    )
  }

  return {
    clients,
    database: createDatabase({
      app: {
        Client: trackingClient(clients),
        connectionString: options.url,
        max: 24,
      },
      onIdleError: () => undefined,
      prepare: options.prepare,
      signContext: (scope) => options.fresh.signer.sign(scope),
      system: { connectionString: options.fresh.urls.system, max: 1 },
    }),
    expected: new Map(tenants.map((tenant) => [tenant, { acknowledged: 0, unknown: 0 }])),
    kill: options.fresh.superuser,
    options,
    random: seededRandom(options.seed),
    report: {
      aborted: 0,
      cancelled: 0,
      checkouts: 0,
      killed: 0,
      leaks: [],
      millis: 0,
      read: 0,
      unscoped: 0,
      written: 0,
    },
    tenants,
  }
}

/** The pool keeps its connections to itself, so the soak takes note of them as they are made. */
function trackingClient(clients: Set<pg.Client>): typeof pg.Client {
  return class extends pg.Client {
    constructor(config?: pg.ClientConfig | string) {
      super(config)
      clients.add(this)
      this.once('end', () => clients.delete(this))
    }
  }
}

async function borrow(soak: Soak): Promise<void> {
  const tenant = soak.tenants[Math.floor(soak.random() * TENANTS)] ?? ''
  const dice = soak.random()
  soak.report.checkouts += 1
  await runAsTenant({ tenantId: tenant }, async () => {
    if (dice < 0.5) {
      await readRows(soak, tenant)
    } else if (dice < 0.7) {
      await writeRow(soak, tenant)
    } else if (dice < 0.9) {
      await abort(soak, tenant)
    } else {
      await interrupt(soak, tenant, dice < 0.95 ? 'pg_cancel_backend' : 'pg_terminate_backend')
    }
  })
}

async function readRows(soak: Soak, tenant: string): Promise<void> {
  const [rows = []] = await soak.database.read([{ name: 'soak.read', text: READ }]).catch(tolerate)
  note(soak, tenant, rows)
  soak.report.read += 1
}

async function writeRow(soak: Soak, tenant: string): Promise<void> {
  const balance = soak.expected.get(tenant) ?? { acknowledged: 0, unknown: 0 }
  try {
    await soak.database.transaction(async (transaction) => {
      note(soak, tenant, await transaction.query(READ))
      await transaction.query('update companies set revenue = revenue + 1')
    })
    balance.acknowledged += 1
    soak.report.written += 1
  } catch (error) {
    balance.unknown += 1
    tolerate(error)
  }
}

async function abort(soak: Soak, tenant: string): Promise<void> {
  const inSql = soak.random() < 0.5
  await soak.database
    .transaction(async (transaction) => {
      await transaction.query('update companies set revenue = revenue + 1000000')
      note(soak, tenant, await transaction.query(READ))
      if (inSql) {
        await transaction.query('select 1 / 0')
      }
      throw new Error('aborted by the soak')
    })
    .catch(() => undefined)
  soak.report.aborted += 1
}

async function interrupt(
  soak: Soak,
  tenant: string,
  how: 'pg_cancel_backend' | 'pg_terminate_backend',
): Promise<void> {
  await soak.database
    .transaction(async (transaction) => {
      const pid = await backendPid(transaction)
      note(soak, tenant, await transaction.query(READ))
      const sleeping = transaction.query('select pg_sleep(10) from companies')
      const ended = sleeping.then(
        () => true,
        () => true,
      )
      // A signal that arrives before the query does finds nothing to interrupt.
      do {
        await soak.kill(`select ${how}($1)`, [pid])
      } while (!(await Promise.race([ended, sleep(10, false)])))
      await sleeping
      soak.report.leaks.push('a query went on after it was interrupted')
    })
    .catch(() => undefined)
  soak.report[how === 'pg_cancel_backend' ? 'cancelled' : 'killed'] += 1
}

async function backendPid(transaction: Transaction): Promise<number> {
  const [row] = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid')

  return row?.pid ?? 0
}

function note(soak: Soak, tenant: string, rows: readonly Record<string, unknown>[]): void {
  for (const row of rows) {
    if (row['tenant_id'] !== tenant || row['name'] !== tenant || row['verified'] !== tenant) {
      soak.report.leaks.push(`${tenant} saw ${JSON.stringify(row)}`)
    }
  }
}

/** After the soak every connection stands idle; none of them may still know a tenant. */
async function checkIdleConnections(soak: Soak): Promise<void> {
  for (const client of soak.clients) {
    soak.report.unscoped += 1
    const answer = await client.query('select * from companies').then(
      ({ rows }) => `${rows.length} rows`,
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'lost'),
    )
    if (answer !== 'TN401' && answer !== 'lost') {
      soak.report.leaks.push(`without a context: ${answer}`)
    }
  }
}

/** What was acknowledged is there, what was aborted is not. */
async function checkBalances(soak: Soak): Promise<void> {
  for (const [tenant, { acknowledged, unknown }] of soak.expected) {
    const [row] = await soak.kill<{ revenue: number }>(
      'select revenue::int as revenue from companies where tenant_id = $1',
      [tenant],
    )
    const revenue = row?.revenue ?? -1
    if (revenue < acknowledged || revenue > acknowledged + unknown) {
      soak.report.leaks.push(`${tenant} stands at ${revenue}, acknowledged were ${acknowledged}`)
    }
  }
}

/** Whoever shares a server connection with a killed one may lose a statement, never see a row. */
function tolerate(error: unknown): never[] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^(?:DATABASE_|57|08)/.test(code)) {
    throw error
  }

  return []
}

function seededRandom(seed: number): () => number {
  let state = seed >>> 0

  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
