import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import { sampleTables } from '../helpers/sampleTables.ts'
import type { Victim } from './attacks.ts'
import { harmlessStatements, refusedStatements } from './attacks.ts'

const SET_CONTEXT = "select set_config('tenon.context', $1, true)"
const PLACEHOLDER: Victim = {
  companyId: newId(),
  name: '',
  pid: 0,
  tenantId: newId(),
  userId: newId(),
}

const attackerTenant = newId()
const secret = `secret-${randomBytes(8).toString('hex')}`
const victim: Victim = { ...PLACEHOLDER, name: `name-${randomBytes(8).toString('hex')}` }
let fresh: FreshDatabase
let console_: pg.Client
let victimSession: pg.Client
let victimToken: string
let attackerToken: string

/** The rows, fields and messages that a statement gives to whoever injected it. */
type Loot = { code: string; seen: string }

async function attack(sql: string): Promise<Loot> {
  await console_.query('begin')
  await console_.query(SET_CONTEXT, [attackerToken])
  // Some refusals come only after a lock on the table, for which the victim lets nobody through.
  await console_.query("set local lock_timeout = '100ms'")
  try {
    const result: unknown = await console_.query(sql)

    return { code: 'ok', seen: JSON.stringify(result) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'

    return { code, seen: JSON.stringify({ ...(error as object), message: String(error) }) }
  } finally {
    await console_.query('rollback')
    await console_.query('discard all')
  }
}

function expectNothingForeign({ seen }: Loot, sql: string): void {
  const mac = victimToken.split('.')[4] ?? ''
  const loot = [secret, victim.name, mac].filter((value) => seen.includes(value))

  expect({ loot, sql }).toEqual({ loot: [], sql })
}

async function victimRows(): Promise<unknown> {
  return fresh.superuser('select * from companies where tenant_id = $1 order by id', [
    victim.tenantId,
  ])
}

beforeAll(async () => {
  fresh = await freshDatabase(sampleTables)
  for (const tenant of [attackerTenant, victim.tenantId]) {
    await fresh.superuser(
      `insert into companies (tenant_id, id, name, secret, revenue) values ($1, $2, $3, $4, 5)`,
      tenant === attackerTenant
        ? [tenant, newId(), 'Own', 'own']
        : [tenant, victim.companyId, victim.name, secret],
    )
  }
  await fresh.superuser('analyze')
  victimToken = fresh.signer.sign({ tenantId: victim.tenantId, userId: victim.userId })
  attackerToken = fresh.signer.sign({ tenantId: attackerTenant, userId: null })
  victimSession = new pg.Client({ connectionString: fresh.urls.app })
  console_ = new pg.Client({ connectionString: fresh.urls.app })
  await Promise.all([victimSession.connect(), console_.connect()])
  await victimSession.query('set idle_in_transaction_session_timeout = 0')
  const { rows } = await victimSession.query<{ pid: number }>('select pg_backend_pid() as pid')
  victim.pid = rows[0]?.pid ?? 0
  await victimSession.query('begin')
  await victimSession.query(SET_CONTEXT, [victimToken])
  await victimSession.query('select id from companies where secret = $1', [secret])
})

afterAll(async () => {
  await Promise.all([victimSession.end(), console_.end()])
  await fresh.drop()
})

describe('a raw SQL console on the request role', () => {
  it('works for its own tenant: the attacks below fail for a reason', async () => {
    const own = await attack('select name, secret from companies')

    expect(own.code).toBe('ok')
    expect(own.seen).toContain('"secret":"own"')
  })

  it.each(refusedStatements(PLACEHOLDER).map((sql, at) => ({ at, sql })))(
    'is refused: $sql',
    async ({ at }) => {
      const sql = refusedStatements(victim)[at] ?? ''
      const before = await victimRows()
      const loot = await attack(sql)

      expect(loot.code).not.toBe('ok')
      expectNothingForeign(loot, sql)
      expect(await victimRows()).toEqual(before)
    },
  )

  it.each(harmlessStatements(PLACEHOLDER).map((sql, at) => ({ at, sql })))(
    'gets and changes nothing foreign: $sql',
    async ({ at }) => {
      const sql = harmlessStatements(victim)[at] ?? ''
      const before = await victimRows()
      const loot = await attack(sql)

      expectNothingForeign(loot, sql)
      expect(await victimRows()).toEqual(before)
    },
  )

  it('cannot tell a foreign id from one that does not exist', async () => {
    const reference = (id: string) =>
      `insert into contacts (id, last_name, company_id) values ('${newId()}', 'x', '${id}')`
    const missing = newId()
    const [foreign, absent] = [
      await attack(reference(victim.companyId)),
      await attack(reference(missing)),
    ]

    expect(foreign.code).toBe('23503')
    expect(foreign.seen.replaceAll(victim.companyId, missing)).toBe(absent.seen)
    for (const sql of [
      `insert into companies (id, name) values ('${victim.companyId}', 'same id')`,
      `insert into companies (id, name) values ('${newId()}', '${victim.name}')`,
    ]) {
      expect({ code: (await attack(sql)).code, sql }).toEqual({ code: 'ok', sql })
    }
  })

  it('sees other sessions without their statements', async () => {
    const loot = await attack(`select state, query from pg_stat_activity where pid = ${victim.pid}`)

    expect(loot.code).toBe('ok')
    expect(loot.seen).not.toContain('companies where')
  })

  it('leaves no token and no value in the log, even where every statement is logged', async () => {
    const [row] = await fresh.superuser<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    )
    const log = path.resolve(row?.folder ?? '', '../../postgres.log')
    await fresh.superuser(
      `alter role tenon_app in database ${fresh.name} set log_min_duration_statement = 0`,
    )
    const logged = new pg.Client({ connectionString: fresh.urls.app })
    await logged.connect()
    const marker = `marker_${randomBytes(6).toString('hex')}`
    await logged.query('begin')
    await logged.query(SET_CONTEXT, [victimToken])
    await logged.query(`select id as ${marker} from companies where secret = $1`, [secret])
    await logged.query(`select $1::int as ${marker}`, [secret]).catch(() => undefined)
    await logged.end()
    const settings = await console_.query(
      `select current_setting('log_parameter_max_length') as length,
        current_setting('log_parameter_max_length_on_error') as on_error,
        current_setting('track_activities') as activities`,
    )

    expect(settings.rows).toEqual([{ activities: 'off', length: '0', on_error: '0' }])
    // A server that was started by hand keeps its log elsewhere.
    const text = existsSync(log) ? readFileSync(log, 'utf8') : marker
    const lines = text.split('\n').filter((line) => !line.includes('invalid input syntax'))
    expect(text).toContain(marker)
    expect(text).not.toContain(victimToken.split('.')[4])
    expect(lines.filter((line) => line.includes(secret))).toEqual([])
  })

  it('ended no foreign session: the victim goes on in its transaction', async () => {
    const { rows } = await victimSession.query('select secret from companies')
    await victimSession.query('commit')

    expect(rows).toEqual([{ secret }])
  })
})
