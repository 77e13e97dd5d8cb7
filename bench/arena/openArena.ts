import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'

import { useDatabase } from '../../src/kernel/db/index.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import { roleUrls, startPostgres } from '../../src/launcher/index.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { migrateDatabase } from '../../src/main/migrate.ts'
import { openDatabase } from '../../src/main/openDatabase.ts'
import { writeArena } from './arenaFile.ts'
import { seedTenant } from './seedTenant.ts'
import type { Arena } from './types.ts'

const OPEN = 'tenon_open'

/**
 * A PostgreSQL of its own in a temporary directory with the product's tables, 5,000 contacts to read,
 * 2,000 to write, and a copy of it all without row-level security.
 */
export async function openArena(
  say: (line: string) => void,
): Promise<{ arena: Arena; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tenon-bench-'))
  const log = createLog({ level: 'warn' })
  const postgres = await startPostgres({
    dataDir,
    log: { info: say, warn: say },
  })
  const { ownerUrl, port, secret, superUrl, urls } = postgres
  const close = async () => {
    await postgres.stop()
    rmSync(dataDir, { force: true, recursive: true })
  }
  try {
    const product = await loadProduct(dataDir)
    await migrateDatabase(product, { dataDir, ownerUrl, secret, superUrl }, say)
    const opened = openDatabase({ ...urls, dataDir, prepare: true }, log)
    say('Seeding 7,000 contacts …')
    const reads = await seedTenant(product, { contacts: 5000, slug: 'reads' })
    const writes = await seedTenant(product, { contacts: 2000, slug: 'writes' })
    await opened.close()
    useDatabase(undefined)
    const superuser = withDatabase(superUrl, 'tenon')
    await copyWithoutRowSecurity(superUrl, superuser)

    const arena: Arena = {
      dataDir,
      reads,
      secret,
      urls: { guarded: urls, open: roleUrls({ database: OPEN, port, secret }), superuser },
      writes,
    }
    writeArena(arena)

    return { arena, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function copyWithoutRowSecurity(adminUrl: string, sourceUrl: string): Promise<void> {
  await run(sourceUrl, async (client) => {
    await client.query('vacuum analyze')
  })
  await run(adminUrl, async (client) => {
    await client.query(`create database ${OPEN} template tenon owner tenon_owner`)
    await client.query(`revoke all on database ${OPEN} from public`)
    await client.query(`grant connect on database ${OPEN} to tenon_app, tenon_system`)
  })
  await run(withDatabase(adminUrl, OPEN), async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select oid::regclass::text as name from pg_class where relrowsecurity and relkind = 'r'",
    )
    for (const { name } of rows) {
      await client.query(`alter table ${name} disable row level security`)
      await client.query(`alter table ${name} no force row level security`)
    }
    await client.query('vacuum analyze')
  })
}

async function run(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`

  return changed.href
}
