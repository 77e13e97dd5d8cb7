import { createLog, useLog } from '../../src/kernel/log/index.ts'
import { roleUrls } from '../../src/launcher/index.ts'
import { readArena } from '../arena/arenaFile.ts'
import { benchConfig } from './benchConfig.ts'

// What `npm start` does on a database that stands: compile the product, check the migrations and the
// admin, start the server.
const [dataDir = '', mode = '', port = '0'] = process.argv.slice(2)
const arena = readArena(dataDir)
const log = createLog({ level: 'warn' })
useLog(log)
const { loadProduct } = await import('../../src/main/loadProduct.ts')
const product = await loadProduct(arena.dataDir)
const { migrateDatabase } = await import('../../src/main/migrate.ts')
const database = new URL(arena.urls.superuser)
await migrateDatabase(
  product,
  {
    dataDir: arena.dataDir,
    ownerUrl: roleUrls({ database: 'tenon', port: Number(database.port), secret: arena.secret })
      .owner,
    secret: arena.secret,
    superUrl: arena.urls.superuser,
  },
  (line) => {
    log.warn(line)
  },
)
const admin =
  mode === 'admin' ? { adminDir: await (await import('./buildAdmin.ts')).builtAdmin() } : {}
const { startServer } = await import('../../src/main/server.ts')
await startServer({
  ...admin,
  config: { ...benchConfig(arena), port: Number(port) },
  log,
  prepare: true,
  product,
  secret: arena.secret,
  urls: arena.urls.guarded,
})
