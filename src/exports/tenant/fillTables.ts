import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { exportsErrors } from '../errors.ts'
import type { TenantTable } from './catalog.ts'
import { quoted, readTenantTables, tableName } from './catalog.ts'
import { tableEntry } from './manifest.ts'
import type { Archive } from './openArchive.ts'
import type { PlacedTable } from './orderTables.ts'
import { orderTables } from './orderTables.ts'

const BATCH_ROWS = 500
const BATCH_CHARACTERS = 4_000_000

// What was about to happen in the one tenant must not happen in the other as well.
const SETTLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Their secrets did not come along.
  api_keys: { revoked_at: 'coalesce(x.revoked_at, now())' },
  // Without its secret a provider signs nobody in; somebody has to set it up anew.
  identity_providers: { enabled: 'false' },
  jobs: {
    lease_owner: 'null',
    lease_until: 'null',
    state: "case when x.state in ('queued', 'running') then 'cancelled' else x.state end",
  },
  mails: {
    status: "case when x.status in ('queued', 'sending') then 'outbox' else x.status end",
  },
}

/** What the rows of an archive are changed by on their way in. */
export type FillOptions = {
  /** Ids of accounts there → here, as JSON. */
  accounts: string
  onProgress: (done: number) => Promise<void>
}

/**
 * Inserts the rows of every table of an archive into the running tenant, in the one transaction. Throws
 * `EXPORTS_ARCHIVE_INVALID` on tables or columns that are not known here, and on rows that do not fit.
 */
export async function fillTables(
  transaction: Transaction,
  archive: Archive,
  options: FillOptions,
): Promise<number> {
  const wanted = new Map(archive.manifest.tables.map((table) => [table.name, table]))
  const tables = (await readTenantTables(transaction)).filter(({ name }) => wanted.has(name))
  checkTables(tables, archive)
  const placed = orderTables(tables)
  let done = 0
  for (const place of placed) {
    await transaction.renew()
    const columns = wanted.get(place.table.name)?.columns ?? []
    done += await fillTable(transaction, archive, place, { ...options, columns, done })
  }
  for (const place of placed.filter(({ later }) => later.length > 0)) {
    await transaction.renew()
    await setLater(transaction, archive, place)
  }

  return done
}

function checkTables(tables: readonly TenantTable[], archive: Archive): void {
  for (const { columns, name } of archive.manifest.tables) {
    const table = tables.find((one) => one.name === name)
    if (table?.writable !== true) {
      throw exportsErrors.ARCHIVE_INVALID({ reason: `this version has no table "${name}" to fill` })
    }
    const unknown = columns.find((column) => !table.columns.some((one) => one.name === column))
    if (unknown !== undefined) {
      throw exportsErrors.ARCHIVE_INVALID({
        reason: `this version has no column "${unknown}" in "${name}"`,
      })
    }
  }
}

async function fillTable(
  transaction: Transaction,
  archive: Archive,
  { later, table }: PlacedTable,
  options: FillOptions & { columns: readonly string[]; done: number },
): Promise<number> {
  const names = options.columns.map(quoted).join(', ')
  const values = options.columns.map((name) => valueSql(table, name, later)).join(', ')
  const target = tableName(table.name)
  const text = `insert into ${target} (tenant_id, ${names})
    select $1::uuid, ${values} from jsonb_populate_recordset(null::${target}, $2::jsonb) x
    where $3::jsonb is not null`
  const { tenantId } = requireTenantScope()
  let rows = 0
  for await (const batch of batches(archive.readLines(tableEntry(table.name)))) {
    await fitting(table.name, () =>
      transaction.query(text, [tenantId, `[${batch.join(',')}]`, options.accounts]),
    )
    rows += batch.length
    await options.onProgress(options.done + rows)
  }

  return rows
}

function valueSql(table: TenantTable, column: string, later: readonly string[]): string {
  if (later.includes(column)) {
    return 'null'
  }
  if (table.name === 'users' && column === 'account_id') {
    return '($3::jsonb ->> x.account_id::text)::uuid'
  }

  return SETTLED[table.name]?.[column] ?? `x.${quoted(column)}`
}

/** Sets the references that had to wait until all rows stood. */
async function setLater(
  transaction: Transaction,
  archive: Archive,
  { later, table }: PlacedTable,
): Promise<void> {
  const target = tableName(table.name)
  const set = later.map((name) => `${quoted(name)} = x.${quoted(name)}`).join(', ')
  const some = later.map((name) => `x.${quoted(name)} is not null`).join(' or ')
  const same = table.key.map((name) => `t.${quoted(name)} = x.${quoted(name)}`).join(' and ')
  const text = `update ${target} t set ${set}
    from jsonb_populate_recordset(null::${target}, $2::jsonb) x
    where t.tenant_id = $1::uuid and ${same} and (${some})`
  const { tenantId } = requireTenantScope()
  for await (const batch of batches(archive.readLines(tableEntry(table.name)))) {
    await fitting(table.name, () => transaction.query(text, [tenantId, `[${batch.join(',')}]`]))
  }
}

/** A row that breaks a type, a check or a reference is the archive's fault, not ours. */
async function fitting(table: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw /^2[23]...$/.test(code)
      ? exportsErrors.ARCHIVE_INVALID({ reason: `a row of "${table}" does not fit` }, error)
      : error
  }
}

async function* batches(lines: AsyncGenerator<string>): AsyncGenerator<string[]> {
  let batch: string[] = []
  let characters = 0
  for await (const line of lines) {
    batch.push(line)
    characters += line.length
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
      yield batch
      batch = []
      characters = 0
    }
  }
  if (batch.length > 0) {
    yield batch
  }
}
