import { createLog, useLog } from '../../src/kernel/log/index.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { startServer } from '../../src/main/server.ts'
import { benchConfig } from './benchConfig.ts'
import { serveChild } from './serveChild.ts'

// The product's server as `npm start` runs it; without the admin unless the mode is `admin`; `open` takes
// the copy without RLS.
await serveChild(async (arena, mode) => {
  const log = createLog({ level: 'warn' })
  useLog(log)
  const admin =
    mode === 'admin' ? { adminDir: await (await import('./buildAdmin.ts')).builtAdmin() } : {}
  const running = await startServer({
    ...admin,
    config: benchConfig(arena),
    log,
    prepare: true,
    product: await loadProduct(arena.dataDir),
    secret: arena.secret,
    urls: mode === 'open' ? arena.urls.open : arena.urls.guarded,
  })

  return running.port
})
