import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'

import type { Database } from '../../src/kernel/db/index.ts'
import { useDatabase } from '../../src/kernel/db/index.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import type { EmbeddedPostgres } from '../../src/launcher/index.ts'
import { startPostgres } from '../../src/launcher/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { migrateDatabase } from '../../src/main/migrate.ts'
import { openDatabase } from '../../src/main/openDatabase.ts'
import { queryOn } from '../../src/tenancy/index.ts'
import type { Query } from '../../src/tenancy/index.ts'
import type { ChildServer } from '../helpers/childServer.ts'
import { freeServerPort, signInAt, startChildServer } from '../helpers/childServer.ts'
import { withDatabase } from '../helpers/freshDatabase.ts'

/** A server with a supervised PostgreSQL of its own, which may be killed. */
export type PostgresBench = {
  close: () => Promise<void>
  dataDir: string
  host: string
  postgres: EmbeddedPostgres
  server: ChildServer
  /** Runs one statement as superuser on a connection of its own. */
  superuser: Query
  tenantId: string
  token: string
}

const HOST = 'outage'
const OWNER = { email: 'owner@outage.test', password: 'a long enough password' }

/** Starts PostgreSQL with the settings of an installation, migrates it and starts a server on it. */
export async function postgresBench(): Promise<PostgresBench> {
  const dataDir = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'tenon-outage-')))
  const log = createLog({ level: 'silent' })
  const postgres = await startPostgres({ dataDir, log })
  const { ownerUrl, secret, superUrl, urls } = postgres
  const closing: (() => Promise<unknown>)[] = [() => postgres.stop()]
  const close = async () => {
    for (const step of closing.toReversed()) {
      await step()
    }
    rmSync(dataDir, { force: true, recursive: true })
  }
  try {
    const product = await loadProduct(dataDir)
    await migrateDatabase(product, { dataDir, ownerUrl, secret, superUrl }, () => undefined)
    const opened: Database = openDatabase({ ...urls, dataDir, prepare: true }, log)
    closing.push(async () => {
      useDatabase(undefined)
      await opened.close()
    })
    const { id: tenantId } = await createTenant(product, {
      name: 'Outage',
      owner: OWNER,
      slug: HOST,
    })
    const port = await freeServerPort()
    const server = await startChildServer({ dataDir, port, secret, urls })
    closing.push(() => server.stop())
    const token = await signInAt({ host: HOST, port }, OWNER)
    const url = withDatabase(superUrl, 'tenon')
    const superuser = superuserOn(url)

    return { close, dataDir, host: HOST, postgres, server, superuser, tenantId, token }
  } catch (error) {
    await close()
    throw error
  }
}

function superuserOn(url: string): Query {
  return async (text, values) => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return await queryOn(client)(text, values)
    } finally {
      await client.end()
    }
  }
}
