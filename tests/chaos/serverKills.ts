import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { useDatabase } from '../../src/kernel/db/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { allTables } from '../../src/main/tables.ts'
import { formatContextKeys } from '../../src/tenancy/contextKeys.ts'
import type { ChildServer } from '../helpers/childServer.ts'
import { ask, freeServerPort, signInAt, startChildServer } from '../helpers/childServer.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase, testKeys } from '../helpers/freshDatabase.ts'
import type { Audit } from './serverAudit.ts'
import { auditWrites } from './serverAudit.ts'
import type { Writers } from './serverWriters.ts'
import { randomNumbers, startWriters } from './serverWriters.ts'

/** What came of killing the server again and again under its clients. */
export type ServerKillsReport = Audit & {
  kills: number
  /** Contacts that are not in the trash, as the last server counts them, and as the database does. */
  listed: { api: number; database: number }
  /** Seconds from each kill to the next acknowledged write. */
  recoverySeconds: number[]
  /** Transactions that killed servers left open. */
  stuck: number
}

const CLIENTS = 8
/** The tenant that is written to. */
export const HOST = 'kills'
/** Its owner, who may do everything in it. */
export const OWNER = { email: 'owner@kills.test', password: 'a long enough password' }
// A life in which too little was written would prove nothing.
const LEAST_WRITES = 60

/** Kills the server `kills` times at random moments while 8 clients write, and audits every write. */
export async function killServer(args: {
  kills: number
  seed: number
}): Promise<ServerKillsReport> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tenon-kills-'))
  const fresh = await databaseWithTenant(dataDir)
  const start = async (port: number) =>
    startChildServer({
      contextKeys: formatContextKeys(testKeys),
      dataDir,
      port,
      secret: 'the secret of the servers that are killed',
      urls: fresh.urls,
    })
  let server: ChildServer | undefined
  let writers: undefined | Writers
  try {
    server = await start(await freeServerPort())
    const { port } = server
    const token = await signInAt({ host: HOST, port }, OWNER)
    writers = startWriters({ clients: CLIENTS, host: HOST, port, seed: args.seed, token })
    const random = randomNumbers(args.seed)
    const recoverySeconds: number[] = []
    for (let kill = 0; kill < args.kills; kill += 1) {
      await writers.moreAcknowledged(LEAST_WRITES)
      await sleep(random() * 600)
      await server.kill()
      const killed = performance.now()
      server = await start(port)
      await writers.moreAcknowledged(1)
      recoverySeconds.push(Math.round((performance.now() - killed) / 100) / 10)
    }
    await writers.stop()
    const report = {
      ...(await auditWrites(fresh.superuser, writers.writes)),
      kills: args.kills,
      listed: await countBoth(fresh, port, token),
      recoverySeconds,
      stuck: await stuckTransactions(fresh),
    }
    await server.stop()

    return report
  } finally {
    await server?.kill()
    await writers?.stop()
    await fresh.drop()
    rmSync(dataDir, { force: true, recursive: true })
  }
}

/** A database of the whole product with the one tenant `HOST`. */
export async function databaseWithTenant(projectDir: string): Promise<FreshDatabase> {
  const product = await loadProduct(projectDir)
  const fresh = await freshDatabase(allTables(product))
  useDatabase(fresh.open())
  try {
    await createTenant(product, { name: 'Kills', owner: OWNER, slug: HOST })
  } finally {
    useDatabase(undefined)
  }

  return fresh
}

async function countBoth(
  fresh: FreshDatabase,
  port: number,
  token: string,
): Promise<{ api: number; database: number }> {
  const { json } = await ask({
    host: HOST,
    method: 'GET',
    path: '/api/contacts?limit=1',
    port,
    token,
  })
  const [row] = await fresh.superuser<{ n: number }>(
    'select count(*)::int as n from contacts where deleted_at is null',
  )

  return { api: (json as { totalDocs: number }).totalDocs, database: row?.n ?? -1 }
}

async function stuckTransactions(fresh: FreshDatabase): Promise<number> {
  const [row] = await fresh.superuser<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and xact_start < now() - interval '2 seconds'`,
  )

  return row?.n ?? -1
}
