import { join } from 'node:path'

import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import type { TenantTable } from './catalog.ts'
import { quoted, readTenantTables, tableName } from './catalog.ts'
import type { Manifest } from './manifest.ts'
import { ACCOUNTS } from './manifest.ts'
import { LineFile } from './spool.ts'

const FETCH = 500
const SECRET = /(?:^|_)(?:secret|(?:code|password|secret|token)_hash)$/

/** What the tables of a tenant came to, and where their rows lie. */
export type SpooledTables = Pick<Manifest, 'accounts' | 'leftOut' | 'tables' | 'tenant'>

/**
 * Writes every table of the running tenant to a file of JSON lines, all as they stand at one moment.
 * Columns of secrets are left empty; tables that requests may not read, or that the platform keeps about
 * the tenant, are named in `leftOut`.
 */
export async function spoolTables(
  folder: string,
  onTable: (rows: number) => Promise<void>,
): Promise<SpooledTables> {
  const snapshot = await database().begin({ snapshot: true })
  try {
    const all = await readTenantTables(snapshot)
    const [own] = await snapshot.query<{ tenant: Record<string, unknown> }>(
      'select row_to_json(t) as tenant from tenancy.own_tenant() t',
    )
    const tables: Manifest['tables'] = []
    for (const table of all.filter(isTaken)) {
      // A large tenant takes longer than a context lives.
      await snapshot.renew()
      const spooled = await spoolTable(snapshot, table, join(folder, table.name))
      tables.push({
        ...spooled,
        columns: table.columns.map(({ name }) => name),
        name: table.name,
      })
      await onTable(spooled.rows)
    }
    const accounts = await spoolAccounts(snapshot, join(folder, ACCOUNTS))
    const leftOut = all
      .filter((table) => !isTaken(table))
      .map(({ name, readable }) => ({
        reason: readable ? 'kept by the platform' : 'secrets of signing in',
        table: name,
      }))

    return { accounts, leftOut, tables, tenant: own?.tenant ?? {} }
  } finally {
    await snapshot.rollback()
  }
}

/** What requests may not write was not made by the tenant and is not its to take along. */
function isTaken({ readable, writable }: TenantTable): boolean {
  return readable && writable
}

async function spoolTable(snapshot: Transaction, table: TenantTable, path: string) {
  const columns = table.columns.map(({ name }) => columnSql(table.name, name)).join(', ')
  // Rows of a log stay in the order in which they were committed.
  const order = [...(table.name === 'domain_events' ? ['xid'] : []), ...table.key].map(quoted)
  await snapshot.query(
    `declare tenant_rows no scroll cursor for select row_to_json(x)::text as line
      from (select ${columns} from ${tableName(table.name)}
        where tenant_id = $1::uuid order by ${order.join(', ')}) x`,
    [requireTenantScope().tenantId],
  )
  const file = await LineFile.create(path)
  try {
    for (;;) {
      const rows = await snapshot.query<{ line: string }>(`fetch ${FETCH} from tenant_rows`)
      await file.add(rows.map(({ line }) => line))
      if (rows.length < FETCH) {
        break
      }
    }
  } finally {
    await snapshot.query('close tenant_rows').catch(() => undefined)
  }

  return file.close()
}

// Hashes and secrets sign somebody in, and so do the links in mails: they stay where they are.
function columnSql(table: string, column: string): string {
  const name = quoted(column)
  if (SECRET.test(column)) {
    return `case when ${name} is not null then '' end as ${name}`
  }

  return table === 'mails' && column.startsWith('body_') ? `null as ${name}` : name
}

/** Of the accounts, which belong to no tenant, only e-mail and name go along. */
async function spoolAccounts(snapshot: Transaction, path: string) {
  const users = await snapshot.query<{ id: string }>(
    'select distinct account_id as id from users where tenant_id = $1::uuid and account_id is not null',
    [requireTenantScope().tenantId],
  )
  const [rows = []] = await runAsSystem('tenant-transfer', () =>
    database().read([
      {
        text: `select json_build_object('id', a.id, 'email', a.email, 'name', a.name)::text as line
          from accounts a where a.id = any($1::uuid[]) order by a.email`,
        values: [users.map(({ id }) => id)],
      },
    ]),
  )
  const file = await LineFile.create(path)
  await file.add(rows.map((row) => String(row['line'])))

  return file.close()
}
