import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Config } from '../kernel/config/index.ts'
import { useDatabase } from '../kernel/db/index.ts'
import type { Log } from '../kernel/log/index.ts'
import { installationSecret, roleUrls, startPostgres } from '../launcher/index.ts'
import { openDatabase } from './openDatabase.ts'

/** The database of an installation, opened for one command. */
export type Installation = {
  close: () => Promise<void>
  ownerUrl: string | undefined
  secret: string
  superUrl: string | undefined
}

/**
 * Opens the database that the environment names; else the embedded one of the data directory, which
 * is started for the command if it does not run already.
 */
export async function connectInstallation(config: Config, log: Log): Promise<Installation> {
  const { databaseUrls, dataDir } = config
  if (databaseUrls !== undefined && config.secret !== undefined) {
    const opened = openDatabase({ ...databaseUrls, dataDir, prepare: false }, log)

    return {
      close: closeWith(opened.close),
      ownerUrl: config.ownerUrl,
      secret: config.secret,
      superUrl: undefined,
    }
  }
  const running = runningPort(dataDir)
  if (running !== undefined) {
    const secret = installationSecret(dataDir)
    const urls = roleUrls({ database: 'tenon', port: running, secret })
    const opened = openDatabase({ ...urls, dataDir, prepare: true }, log)

    return {
      close: closeWith(opened.close),
      ownerUrl: urls.owner,
      secret,
      superUrl: undefined,
    }
  }
  const postgres = await startPostgres({ dataDir, log })
  const opened = openDatabase({ ...postgres.urls, dataDir, prepare: true }, log)

  return {
    close: closeWith(async () => {
      await opened.close()
      await postgres.stop()
    }),
    ownerUrl: postgres.ownerUrl,
    secret: postgres.secret,
    superUrl: postgres.superUrl,
  }
}

function closeWith(close: () => Promise<void>): () => Promise<void> {
  return async () => {
    await close()
    useDatabase(undefined)
  }
}

/** The port of an embedded database that a running launcher holds. */
function runningPort(dataDir: string): number | undefined {
  const lock = join(dataDir, 'launcher.lock')
  const port = join(dataDir, 'postgres.port')

  return existsSync(lock) && existsSync(port) ? Number(readFileSync(port, 'utf8')) : undefined
}
