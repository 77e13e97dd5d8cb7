import { readConfig } from '../../kernel/config/index.ts'
import { createLog, useLog } from '../../kernel/log/index.ts'
import { installationSecret } from '../../launcher/index.ts'
import { mainErrors } from '../errors.ts'
import { loadProduct } from '../loadProduct.ts'
import { startServer } from '../server.ts'
import { startProduct } from '../startProduct.ts'
import type { Command } from './types.ts'
import { untilSignal } from './untilSignal.ts'

/** The command `tenon start`: the whole product of the working directory in one process tree. */
export const startCommand: Command = {
  /**
   *
   */
  run: async ({ cwd }) => {
    await startProduct(cwd)

    return 0
  },
  usage: 'tenon start',
}

/** The command `tenon server`: the server alone, against the external PostgreSQL that the environment names. */
export const serverCommand: Command = {
  /**
   *
   */
  run: async ({ cwd, print }) => {
    const config = readConfig(process.env, { cwd })
    const log = createLog({ level: config.logLevel })
    useLog(log)
    if (config.databaseUrls === undefined) {
      throw mainErrors.ARGUMENT_INVALID({
        reason: 'Set TENON_DATABASE_URL_APP and TENON_DATABASE_URL_SYSTEM; or use "tenon start".',
      })
    }
    const running = await startServer({
      config,
      log,
      prepare: false,
      product: await loadProduct(cwd),
      secret: config.secret ?? installationSecret(config.dataDir),
      urls: config.databaseUrls,
    })
    print(`Listening on port ${running.port}`)
    await untilSignal()
    await running.close()

    return 0
  },
  usage: 'tenon server',
}
