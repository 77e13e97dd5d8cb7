import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope, runAsSystem, runAsTenant } from '../../kernel/scope/index.ts'
import { invalidateHosts } from '../../tenancy/index.ts'
import { exportsErrors } from '../errors.ts'
import { EXPORTS_FOLDER } from '../files.ts'
import { adoptAccounts } from './adoptAccounts.ts'
import { quoted, readTenantTables, tableName } from './catalog.ts'
import { fillTables } from './fillTables.ts'
import { fileEntry } from './manifest.ts'
import type { Archive, ArchiveLimits } from './openArchive.ts'
import { openArchive } from './openArchive.ts'
import { removeTenantFolders } from './tenantFolders.ts'

const LOCK =
  "select pg_try_advisory_xact_lock(hashtextextended('tenon.transfer:' || $1, 0)) as held"
const PATIENT = "select set_config('idle_in_transaction_session_timeout', '0', true)"
// Somebody else's rows, or rows that may have been committed.
const KEEPING = ['EXPORTS_SLUG_TAKEN', 'DATABASE_COMMIT_UNKNOWN']

/** A tenant to be made from an archive. */
export type TenantImport = {
  archive: string
  dataDir: string
  limits?: Partial<ArchiveLimits>
  name: string
  /** Hears how many rows stand so far; they all become real at once. */
  onProgress?: (done: number) => Promise<void>
  slug: string
}

/**
 * Makes a new tenant from an archive, ids kept: its files first, then all rows in one transaction, so
 * that an attempt which was killed has left a suspended tenant without rows, and is made again by the
 * same call. Throws `EXPORTS_SLUG_TAKEN` or `EXPORTS_ARCHIVE_INVALID`.
 */
export async function importTenant(
  wanted: TenantImport,
): Promise<{ files: number; id: string; rows: number }> {
  const archive = await openArchive(wanted.archive, wanted.limits)
  try {
    const id = await insertTenant(archive, wanted)
    const rows = await runAsTenant({ tenantId: id }, async () => {
      try {
        return await fill(archive, wanted, id)
      } catch (error) {
        if (!KEEPING.some((code) => isTenonError(error, code))) {
          await clear(wanted.dataDir, id).catch(() => undefined)
        }
        throw error
      }
    })
    await activate(id)
    invalidateHosts()

    return { files: archive.manifest.files.length, id, rows }
  } finally {
    archive.close()
  }
}

async function fill(archive: Archive, wanted: TenantImport, id: string): Promise<number> {
  const { dataDir, onProgress, slug } = wanted

  return database().transaction(async (transaction) => {
    // Files are unpacked while the transaction waits.
    await transaction.query(PATIENT)
    await refuseRows(transaction, slug)
    await removeTenantFolders(dataDir, id)
    await unpackFiles(archive, dataDir, id)
    const accounts = await adoptAccounts(archive)
    const progress = onProgress ?? (() => Promise.resolve())

    return fillTables(transaction, archive, { accounts, onProgress: progress })
  })
}

/** Takes over whatever of the tenant's own row this version knows; it stays suspended until it is whole. */
async function insertTenant({ manifest }: Archive, { name, slug }: TenantImport): Promise<string> {
  const own = { ...manifest.tenant, id: newId(), name, slug, status: 'suspended' }
  const [row] = await runAsSystem('tenant-transfer', () =>
    database().transaction(async (transaction) => {
      const known = await transaction.query<{ name: string }>(
        `select a.attname::text as name from pg_attribute a
          where a.attrelid = 'public.tenants'::regclass and a.attnum > 0 and not a.attisdropped
            and a.attname not in ('created_at', 'deleting_at', 'suspended_at')`,
      )
      const names = known.map((one) => one.name).filter((one) => Object.hasOwn(own, one))
      const list = names.map(quoted).join(', ')

      return transaction.query<{ id: string }>(
        `insert into tenants (${list})
          select ${list} from jsonb_populate_record(null::tenants, $1::jsonb)
          on conflict (slug) do update set name = excluded.name
            where tenants.status = 'suspended' and tenants.suspended_at is null
          returning id`,
        [JSON.stringify(own)],
      )
    }),
  )
  if (row === undefined) {
    throw exportsErrors.SLUG_TAKEN({ slug })
  }

  return row.id
}

/** A tenant that is being made in another way has rows; an attempt of ours that was killed has none. */
async function refuseRows(transaction: Transaction, slug: string): Promise<void> {
  const { tenantId } = requireTenantScope()
  const [lock] = await transaction.query<{ held: boolean }>(LOCK, [tenantId])
  const tables = (await readTenantTables(transaction)).filter(({ readable }) => readable)
  const some = tables
    .map(({ name }) => `exists (select 1 from ${tableName(name)} where tenant_id = $1::uuid)`)
    .join(' or ')
  const [row] = await transaction.query<{ some: boolean }>(`select ${some} as some`, [tenantId])
  if (lock?.held !== true || row?.some !== false) {
    throw exportsErrors.SLUG_TAKEN({ slug })
  }
}

async function unpackFiles(archive: Archive, dataDir: string, id: string): Promise<void> {
  for (const { path } of archive.manifest.files) {
    const [folder = '', ...rest] = path.split('/')
    const isPlain = [folder, ...rest].every((part) => /^[\w-][\w.-]*$/.test(part))
    if (!isPlain || rest.length === 0 || folder === EXPORTS_FOLDER) {
      throw exportsErrors.ARCHIVE_INVALID({ reason: `"${path}" is no file of a tenant` })
    }
    const target = join(dataDir, folder, id, ...rest)
    await mkdir(dirname(target), { mode: 0o700, recursive: true })
    await pipeline(
      Readable.from(archive.read(fileEntry(path))),
      createWriteStream(target, { flush: true, mode: 0o600 }),
    )
  }
}

async function activate(id: string): Promise<void> {
  await runAsSystem('tenant-transfer', () =>
    database().transaction((transaction) =>
      transaction.query("update tenants set status = 'active' where id = $1", [id]),
    ),
  )
}

/** What was refused leaves no tenant behind. */
async function clear(dataDir: string, id: string): Promise<void> {
  await removeTenantFolders(dataDir, id)
  await runAsSystem('tenant-transfer', () =>
    database().transaction((transaction) =>
      transaction.query(
        "update tenants set deleting_at = now() where id = $1 and status = 'suspended'",
        [id],
      ),
    ),
  )
  await database().transaction((transaction) => transaction.query('select tenancy.forget_tenant()'))
}
