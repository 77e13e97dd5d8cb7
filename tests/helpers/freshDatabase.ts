import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'

import { createDatabase } from '../../src/kernel/db/index.ts'
import type { Database } from '../../src/kernel/db/index.ts'
import type { TableSpec } from '../../src/kernel/schema/index.ts'
import type { RoleUrls } from '../../src/launcher/index.ts'
import type { ContextKeys, ContextSigner, Query } from '../../src/tenancy/index.ts'
import {
  createContextSigner,
  databaseGrantsSql,
  migrate,
  queryOn,
  tenancyRoutines,
  tenancyTables,
} from '../../src/tenancy/index.ts'
import { testCluster } from './testCluster.ts'

/** The key that every test database verifies contexts with. */
export const testKeys: ContextKeys = [
  { id: 'test', secret: createHash('sha256').update('the key of tests').digest() },
]

/** A migrated database of one test file. */
export type FreshDatabase = {
  /** Closes every connection this helper opened. */
  close: () => Promise<void>
  /** Closes every connection this helper opened and drops the database. */
  drop: () => Promise<void>
  keys: ContextKeys
  name: string
  /** Opens the product's pools on it; closed by `drop`. */
  open: (options?: { app?: string; max?: number; prepare?: boolean }) => Database
  signer: ContextSigner
  superUrl: string
  /** Runs one statement as superuser. */
  superuser: Query
  urls: RoleUrls
}

/** Records that belong to a template. */
export type TemplateSeed = {
  /** Fills a migrated database; must close what it opens, except by way of the given handle. */
  fill: (fresh: FreshDatabase) => Promise<void>
  /** Changes whenever the records do. */
  id: string
}

/**
 * A database of its own with the roles, functions, the given tables and the records of the seed,
 * copied from a template that the first caller on this cluster makes. Takes a few dozen milliseconds
 * once the template stands.
 */
export async function freshDatabase(
  tables: readonly TableSpec[],
  seed?: TemplateSeed,
): Promise<FreshDatabase> {
  const cluster = testCluster()
  const digest = createHash('sha256')
    .update(JSON.stringify([tables, tenancyRoutines]))
    .digest('hex')
  const template = `tenon_template_${digest.slice(0, 16)}`
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(cluster.superUrl, async (query) => {
    // One template at a time on the whole cluster; a second caller finds it made.
    await query("select pg_advisory_lock(hashtextextended('tenon.template', 0))")
    await makeTemplate(query, template, tables)
    const source = seed === undefined ? template : await makeSeeded(query, template, seed)
    await query(`create database ${name} template ${source} owner tenon_owner`)
  })

  return handle(name)
}

async function makeSeeded(query: Query, template: string, seed: TemplateSeed): Promise<string> {
  const digest = createHash('sha256').update(`${template} ${seed.id}`).digest('hex')
  const name = `tenon_seeded_${digest.slice(0, 16)}`
  if (await isMade(query, name)) {
    return name
  }
  await query(`drop database if exists ${name} with (force)`)
  await query(`create database ${name} template ${template} owner tenon_owner`)
  const fresh = await handle(name)
  try {
    await seed.fill(fresh)
  } finally {
    await fresh.close()
  }
  await query(`alter database ${name} is_template true`)

  return name
}

async function isMade(query: Query, template: string): Promise<boolean> {
  const [made] = await query<{ ready: boolean }>(
    'select datistemplate as ready from pg_database where datname = $1',
    [template],
  )

  return made?.ready === true
}

/** A database without anything of ours in it. */
export type EmptyDatabase = { drop: () => Promise<void>; name: string; superUrl: string }

/** An empty database of the owner, for tests of the migration itself. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const { superUrl } = testCluster()
  const name = `test_${randomBytes(6).toString('hex')}`
  // The roles must stand before something can belong to one of them.
  const first = await freshDatabase(tenancyTables)
  await withClient(superUrl, async (query) => {
    await query(`create database ${name} owner tenon_owner`)
  })
  await first.drop()

  return {
    drop: () =>
      withClient(superUrl, async (query) => {
        await query(`drop database ${name} with (force)`)
      }),
    name,
    superUrl: withDatabase(superUrl, name),
  }
}

async function makeTemplate(
  query: Query,
  template: string,
  tables: readonly TableSpec[],
): Promise<void> {
  const cluster = testCluster()
  if (await isMade(query, template)) {
    return
  }
  await query(`drop database if exists ${template} with (force)`)
  await query(`create database ${template}`)
  await migrate({
    contextKeys: testKeys,
    log: () => undefined,
    ownerUrl: withDatabase(cluster.superUrl, template),
    passwords: cluster.passwords,
    streamFolder: cluster.emptyStreamFolder,
    tables,
  })
  await query(`alter database ${template} is_template true`)
}

async function handle(name: string): Promise<FreshDatabase> {
  const cluster = testCluster()
  const superUrl = withDatabase(cluster.superUrl, name)
  const superPool = new pg.Pool({ connectionString: superUrl, max: 2 })
  superPool.on('error', () => undefined)
  const superuser: Query = async (text, values) => {
    const client = await superPool.connect()
    try {
      return await queryOn(client)(text, values)
    } finally {
      client.release()
    }
  }
  for (const statement of databaseGrantsSql(name)) {
    await superuser(statement)
  }
  const opened: Database[] = []
  const signer = createContextSigner(testKeys)
  const urls = cluster.urls(name)

  const close = async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()))
    if (!superPool.ended) {
      await superPool.end()
    }
  }

  return {
    close,
    drop: async () => {
      await close()
      await withClient(cluster.superUrl, async (query) => {
        await query(`drop database ${name} with (force)`)
      })
    },
    keys: testKeys,
    name,
    open: ({ app = urls.app, max = 10, prepare = true } = {}) => {
      const database = createDatabase({
        app: { connectionString: app, max },
        onIdleError: () => undefined,
        prepare,
        signContext: (scope) => signer.sign(scope),
        system: { connectionString: urls.system, max: 4 },
      })
      opened.push(database)

      return database
    },
    signer,
    superUrl,
    superuser,
    urls,
  }
}

/** The same address with another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`

  return changed.href
}

async function withClient(url: string, work: (query: Query) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await work(queryOn(client))
  } finally {
    await client.end()
  }
}
