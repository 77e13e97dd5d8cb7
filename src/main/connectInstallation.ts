import { useFiles } from '../files/index.ts'
import type { Config } from '../kernel/config/index.ts'
import { useDatabase } from '../kernel/db/index.ts'
import type { Log } from '../kernel/log/index.ts'
import { findRunningCluster, startPostgres } from '../launcher/index.ts'
import { migrateDatabase } from './migrate.ts'
import { openDatabase } from './openDatabase.ts'
import { openFiles } from './openFiles.ts'
import type { Product } from './product.ts'

/** The database of an installation, opened for one command. */
export type Installation = {
  close: () => Promise<void>
  ownerUrl: string | undefined
  secret: string
  superUrl: string | undefined
}

/**
 * Opens the database that the environment names; else the embedded one of the data directory, which
 * is started, and migrated, for the command if it does not run already.
 */
export async function connectInstallation(
  config: Config,
  log: Log,
  product: Product,
): Promise<Installation> {
  const { databaseUrls, dataDir } = config
  if (databaseUrls !== undefined && config.secret !== undefined) {
    const opened = openDatabase({ ...databaseUrls, dataDir, prepare: false }, log)
    openFiles(config, config.secret)

    return {
      close: closeWith(opened.close),
      ownerUrl: config.ownerUrl,
      secret: config.secret,
      superUrl: undefined,
    }
  }
  const running = await findRunningCluster(dataDir)
  if (running !== undefined) {
    const { ownerUrl, secret, urls } = running
    const opened = openDatabase({ ...urls, dataDir, prepare: true }, log)
    openFiles(config, secret)

    return { close: closeWith(opened.close), ownerUrl, secret, superUrl: undefined }
  }
  const postgres = await startPostgres({ dataDir, log })
  const { ownerUrl, secret, superUrl } = postgres
  await migrateDatabase(product, { dataDir, ownerUrl, secret, superUrl }, (line) => {
    log.info(line)
  })
  const opened = openDatabase({ ...postgres.urls, dataDir, prepare: true }, log)
  openFiles(config, secret)

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
    useFiles(undefined)
  }
}
