import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

import { derivePassword } from './secret.ts'

const DATABASE = 'tenon'
const OWNER = 'tenon_owner'
const EXTENSIONS = ['pg_trgm', 'unaccent']

/** What a connection attempt says about the cluster. */
export type ClusterState = 'incomplete' | 'ready' | 'unreachable'

/** Asks whether the owner can sign in to the product's database. */
export async function clusterState(ownerUrl: string): Promise<ClusterState> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ count: string }>(
      'select count(*)::text as count from pg_extension where extname = any($1)',
      [EXTENSIONS],
    )

    return rows[0]?.count === String(EXTENSIONS.length) ? 'ready' : 'incomplete'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''

    // Wrong password, no such role, no such database.
    return ['28000', '28P01', '3D000'].includes(code) ? 'incomplete' : 'unreachable'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Creates the owner role and the product's database with its extensions, or mends what is missing. */
export async function bootstrapCluster(superUrl: string, secret: string): Promise<void> {
  const password = derivePassword(secret, OWNER)
  await asSuperuser(superUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [OWNER])
    // Roles take no parameters; a derived password is base64url and a verifier is quoted by pg.
    const verb = rowCount === 0 ? 'create' : 'alter'
    await client.query(
      `${verb} role ${OWNER} login createrole nosuperuser nocreatedb nobypassrls password ${pg.escapeLiteral(password)}`,
    )
  })
  await createOwnedDatabase(superUrl, DATABASE)
}

/** Creates a database of the owner with the extensions the product needs, if it is not there yet. */
export async function createOwnedDatabase(superUrl: string, name: string): Promise<void> {
  const quoted = pg.escapeIdentifier(name)
  await asSuperuser(superUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) {
      await createFromTemplate(client, quoted)
    }
  })
  const url = new URL(superUrl)
  url.pathname = `/${encodeURIComponent(name)}`
  await asSuperuser(url.href, async (client) => {
    for (const extension of EXTENSIONS) {
      await client.query(`create extension if not exists ${extension}`)
    }
  })
}

async function createFromTemplate(client: pg.Client, quoted: string): Promise<void> {
  const deadline = Date.now() + 15_000
  for (;;) {
    try {
      await client.query(`create database ${quoted} owner ${OWNER}`)

      return
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === '55006'
      if (!isBusy || Date.now() > deadline) {
        throw error
      }
      // Another process copies the same template at the moment.
      await sleep(50)
    }
  }
}

async function asSuperuser(
  superUrl: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
