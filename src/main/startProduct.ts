import path from 'node:path'

import type { Config } from '../kernel/config/index.ts'
import { readConfig } from '../kernel/config/index.ts'
import { isTenonError } from '../kernel/errors/index.ts'
import type { Log } from '../kernel/log/index.ts'
import { createLog, useLog } from '../kernel/log/index.ts'
import type { RoleUrls } from '../launcher/index.ts'
import { assertPortFree, startPostgres } from '../launcher/index.ts'
import type { Product } from './product.ts'
import type { Shutdown } from './shutdown.ts'
import { createShutdown } from './shutdown.ts'
import { welcomeLines } from './welcomeLines.ts'

type Context = { config: Config; log: Log; product: Product; projectDir: string }

/** The database that a start has brought up. */
type Started = { secret: string; urls: Pick<RoleUrls, 'app' | 'system'> }

const PACKAGE_DIR = path.resolve(import.meta.dirname, '../..')

/**
 * Starts the whole product of a project: PostgreSQL, migrations, demo tenants, admin, server. Ends
 * the process with a message and exit code 1 when that fails.
 */
export async function startProduct(projectDir: string): Promise<void> {
  const pretty = process.stdout.isTTY
  let log = createLog({ level: 'info', pretty })
  const shutdown = createShutdown(log)
  try {
    const config = readConfig(process.env, { cwd: projectDir })
    log = createLog({ level: config.logLevel, pretty })
    useLog(log)
    const { loadProduct } = await import('./loadProduct.ts')
    const product = await loadProduct(projectDir)
    await serve({ config, log, product, projectDir }, shutdown)
  } catch (error) {
    if (shutdown.isEnding()) {
      log.debug({ err: error }, 'the start was broken off')
    } else if (isTenonError(error)) {
      process.stderr.write(`\n${error.code}: ${error.message}\n`)
    } else {
      log.fatal({ err: error }, 'Tenon did not start')
    }
    await shutdown.run(1)
  }
}

async function serve(context: Context, shutdown: Shutdown): Promise<void> {
  const { config, log, product } = context
  const database =
    config.databaseUrls === undefined
      ? await startEmbedded(context, shutdown)
      : { secret: config.secret ?? '', urls: config.databaseUrls }
  const adminDir = await buildAdmin(context, database.secret)
  const { startServer } = await import('./server.ts')
  const starting = startServer({
    adminDir,
    config,
    log,
    prepare: config.databaseUrls === undefined,
    product,
    secret: database.secret,
    urls: database.urls,
  })
  shutdown.add(stopOf(starting, (server) => server.close()))
  const { port } = await starting
  process.stdout.write(`${welcomeLines({ config, port }).join('\n')}\n`)
}

async function startEmbedded(context: Context, shutdown: Shutdown): Promise<Started> {
  const { config, log, product } = context
  const { dataDir } = config
  const starting = startPostgres({ dataDir, log })
  shutdown.add(stopOf(starting, (postgres) => postgres.stop()))
  const { ownerUrl, secret, superUrl, urls } = await starting
  await assertPortFree(config.port)
  const { migrateDatabase } = await import('./migrate.ts')
  await migrateDatabase(product, { dataDir, ownerUrl, secret, superUrl }, (message) => {
    log.info(message)
  })
  if (config.demo) {
    await seed(context, { secret, urls })
  }

  return { secret, urls }
}

async function seed({ config, log, product }: Context, { secret, urls }: Started): Promise<void> {
  const { openDatabase } = await import('./openDatabase.ts')
  const { openFiles } = await import('./openFiles.ts')
  const { seedDemoTenants } = await import('./demo/seedDemoTenants.ts')
  const database = openDatabase({ ...urls, dataDir: config.dataDir, prepare: true }, log)
  openFiles(config, secret)
  try {
    await seedDemoTenants({ log: (message) => log.info(message), product })
  } finally {
    await database.close()
  }
}

async function buildAdmin({ log, product, projectDir }: Context, secret: string): Promise<string> {
  const { collectComponentPaths } = await import('./admin/index.ts')
  const { buildAdminIfStale } = await import('./buildAdmin.ts')
  const { payloadConfig } = await import('./payloadConfig.ts')
  const { dir } = await buildAdminIfStale({
    componentPaths: await collectComponentPaths(await payloadConfig(product, { secret })),
    log: (line) => {
      log.info(line)
    },
    packageDir: PACKAGE_DIR,
    projectDir,
  })

  return dir
}

/** What stops a part that may still be starting; a part that failed to start needs no stop. */
function stopOf<T>(
  starting: Promise<T>,
  stop: (part: T) => Promise<void>,
): Promise<() => Promise<void>> {
  return starting.then(
    (part) => () => stop(part),
    () => () => Promise.resolve(),
  )
}
