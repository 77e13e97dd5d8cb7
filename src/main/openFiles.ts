import { createFileStore, diskDriver, useFiles } from '../files/index.ts'
import type { Config } from '../kernel/config/index.ts'
import { useErasureSecret } from '../privacy/index.ts'

/** Opens the file store of an installation, makes it the one of this process, and lets it mark who was erased. */
export function openFiles(config: Pick<Config, 'dataDir' | 'maxFileBytes'>, secret: string): void {
  useErasureSecret(secret)
  useFiles(
    createFileStore({
      driver: diskDriver({ dataDir: config.dataDir }),
      maxBytes: config.maxFileBytes,
      secret,
    }),
  )
}
