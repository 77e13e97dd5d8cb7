import { readConfig } from '../../src/kernel/config/index.ts'
import { createLog, useLog } from '../../src/kernel/log/index.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { startServer } from '../../src/main/server.ts'
import { createShutdown } from '../../src/main/shutdown.ts'

// The server as `npm start` starts it, without the admin's screens and on a database that stands.
const config = readConfig(process.env, { cwd: process.cwd() })
const log = createLog({ level: config.logLevel })
useLog(log)
const shutdown = createShutdown(log)
const starting = startServer({
  config,
  log,
  prepare: true,
  product: await loadProduct(process.cwd()),
  secret: config.secret ?? '',
  urls: config.databaseUrls ?? { app: '', system: '' },
})
shutdown.add(starting.then((server) => () => server.close()))
const { port } = await starting
process.stdout.write(`Listening on port ${port}\n`)
