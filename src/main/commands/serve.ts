import { readConfig } from '../../kernel/config/index.ts'
import { createLog, useLog } from '../../kernel/log/index.ts'
import { mainErrors } from '../errors.ts'
import { startJobs } from '../jobs.ts'
import { loadProduct } from '../loadProduct.ts'
import { openDatabase } from '../openDatabase.ts'
import { openFiles } from '../openFiles.ts'
import { startProduct } from '../startProduct.ts'
import type { Command } from './types.ts'
import { untilSignal } from './untilSignal.ts'

/** The command `tenon start`: the whole product of the working directory in one process tree. */
export const startCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: async ({ cwd }) => {
    await startProduct(cwd)

    return 0
  },
  usage: 'tenon start',
}

/** The command `tenon server`: API, admin and jobs against the external PostgreSQL of the environment. */
export const serverCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: async ({ cwd }) => {
    await readExternal(cwd)
    await startProduct(cwd)

    return 0
  },
  usage: 'tenon server',
}

/** The command `tenon worker`: runs jobs and serves nothing, beside any number of servers. */
export const workerCommand: Command = {
  /** Runs the command and gives its exit code. */
  run: async ({ cwd, print }) => {
    const { config, log, product, secret, urls } = await readExternal(cwd)
    const opened = openDatabase({ ...urls, dataDir: config.dataDir, prepare: false }, log)
    openFiles(config, secret)
    const runner = startJobs({ dataDir: config.dataDir, log })
    print(`Running the jobs of ${product.models.length} collections`)
    await untilSignal()
    await runner.stop()
    await opened.close()

    return 0
  },
  usage: 'tenon worker',
}

/** What a process against an external PostgreSQL works with; the database is not migrated by it. */
async function readExternal(cwd: string) {
  const config = readConfig(process.env, { cwd })
  const log = createLog({ level: config.logLevel })
  useLog(log)
  if (config.databaseUrls === undefined || config.secret === undefined) {
    throw mainErrors.ARGUMENT_INVALID({
      reason:
        'Set TENON_SECRET, TENON_DATABASE_URL_APP and TENON_DATABASE_URL_SYSTEM; or use "tenon start".',
    })
  }

  return {
    config,
    log,
    product: await loadProduct(cwd),
    secret: config.secret,
    urls: config.databaseUrls,
  }
}
