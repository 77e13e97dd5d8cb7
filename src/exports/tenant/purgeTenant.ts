import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Transaction } from '../../kernel/db/index.ts'
import { database, sqlState } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { invalidateHosts, quarantineDomains } from '../../tenancy/index.ts'
import { exportsErrors } from '../errors.ts'
import { readTenantTables } from './catalog.ts'
import { orderTables } from './orderTables.ts'
import { removeTenantFolders } from './tenantFolders.ts'

const BATCH = 2000
const PURGE = 'select tenancy.purge_tenant_rows($1, $2) as gone'
/** Its rows go last, for one of them may be the job that deletes. */
const LAST = 'jobs'
const ROUNDS = 20
/** Codes of a row that others still refer to. */
const BLOCKED: ReadonlySet<string> = new Set(['23001', '23503'])

/** What the deletion of a tenant runs with. */
export type Purge = {
  dataDir: string
  /** Time for requests that were under way when the tenant was closed; default 10 s. */
  graceMs?: number
  /** Runs one batch in a transaction and notes how many rows are gone so far. */
  step: (work: (transaction: Transaction) => Promise<number>) => Promise<void>
}

/**
 * Deletes all that there is of the running tenant, which must have been marked: sessions and accounts
 * of nobody else, every row of every table by the catalog, files, and last the tenant. Of its hosts it
 * leaves the bare names, so that nobody takes them over. Stopped at any point, it goes on from there
 * when it is called again.
 */
export async function purgeTenant(args: Purge): Promise<void> {
  const { tenantId } = requireTenantScope()
  await cancelJobs()
  await sleep(args.graceMs ?? 10_000)
  await purgeGlobal(tenantId)
  await purgeAccounts(tenantId)
  await removeMailFiles(args.dataDir)
  const names = await tableNames()
  let done = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const gone = await purgeRound(names, args, done)
    done += gone
    if (gone === 0) {
      break
    }
  }
  await removeTenantFolders(args.dataDir, tenantId)
  await forget(names)
  invalidateHosts()
}

async function cancelJobs(): Promise<void> {
  await database().transaction((transaction) =>
    transaction.query(
      `update jobs set state = 'cancelled', finished_at = now(), lease_owner = null, lease_until = null,
          epoch = epoch + 1
        where tenant_id = $1::uuid and state in ('queued', 'running') and kind <> 'exports:delete-tenant'`,
      [requireTenantScope().tenantId],
    ),
  )
}

/** Rows of the tenant in tables of all tenants, where the system role may delete them; the rest go with the tenant. */
async function purgeGlobal(tenantId: string): Promise<void> {
  await runAsSystem('tenant-delete', () =>
    database().transaction(async (transaction) => {
      const tables = await transaction.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and not c.relforcerowsecurity and has_table_privilege(c.oid, 'delete')
            and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')`,
      )
      await quarantineDomains(transaction, tenantId)
      for (const { name } of tables) {
        await transaction.query(`delete from ${name} where tenant_id = $1::uuid`, [tenantId])
      }
    }),
  )
}

/** Accounts stay that belong to another tenant too, or to the platform's staff. */
async function purgeAccounts(tenantId: string): Promise<void> {
  const rows = await database().transaction((transaction) =>
    transaction.query<{ id: string }>(
      'select distinct account_id as id from users where tenant_id = $1::uuid and account_id is not null',
      [tenantId],
    ),
  )
  await runAsSystem('tenant-delete', () =>
    database().transaction((transaction) =>
      transaction.query(
        `with gone as (
            delete from accounts a where a.id = any($1::uuid[]) and not a.platform_staff
              and not exists (
                select 1 from users u where u.account_id = a.id and u.tenant_id <> $2::uuid)
            returning a.email)
          delete from account_mails m using gone where m.to_address = gone.email`,
        [rows.map(({ id }) => id), tenantId],
      ),
    ),
  )
}

/** Where no mail server is set up, mails also lie in a folder of all tenants, each under its own id. */
async function removeMailFiles(dataDir: string): Promise<void> {
  const { tenantId } = requireTenantScope()
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const [rows = []] = await database().read([
      {
        text: `select id from mails where tenant_id = $1::uuid and id > $2::uuid order by id limit ${BATCH}`,
        values: [tenantId, last],
      },
    ])
    const ids = rows.map((row) => String(row['id']))
    await Promise.all(ids.map((id) => rm(join(dataDir, 'mail', `${id}.eml`), { force: true })))
    last = ids.at(-1) ?? last
    if (ids.length < BATCH) {
      return
    }
  }
}

/** The tables in the order in which they can be emptied: each before those it refers to. */
async function tableNames(): Promise<string[]> {
  const tables = await database().transaction(readTenantTables)

  return orderTables(tables)
    .map(({ table }) => table.name)
    .filter((name) => name !== LAST)
    .toReversed()
}

async function purgeRound(
  names: readonly string[],
  { step }: Purge,
  before: number,
): Promise<number> {
  let gone = 0
  for (const name of names) {
    for (let batch = BATCH; batch === BATCH;) {
      batch = await purgeBatch(name, step, before + gone)
      gone += batch
    }
  }

  return gone
}

async function purgeBatch(name: string, step: Purge['step'], done: number): Promise<number> {
  let gone = 0
  try {
    await step(async (transaction) => {
      const [row] = await transaction.query<{ gone: number }>(PURGE, [name, BATCH])
      gone = row?.gone ?? 0

      return done + gone
    })
  } catch (error) {
    // Around a circle of references a table waits for the next round.
    if (!BLOCKED.has(sqlState(error) ?? '')) {
      throw error
    }
  }

  return gone
}

/** The last rows and the tenant itself, together: what is left then is nothing, or the job that goes on. */
async function forget(names: readonly string[]): Promise<void> {
  await database().transaction(async (transaction) => {
    for (const name of names) {
      const [row] = await transaction.query<{ gone: number }>(PURGE, [name, BATCH])
      if (row?.gone === BATCH) {
        throw exportsErrors.ROWS_LEFT({ table: name })
      }
    }
    for (let gone = BATCH; gone === BATCH;) {
      const [row] = await transaction.query<{ gone: number }>(PURGE, [LAST, BATCH])
      gone = row?.gone ?? 0
    }
    await transaction.query('select tenancy.forget_tenant()')
  })
}
