import path from 'node:path'

import { collectComponentPaths } from '../../src/main/admin/index.ts'
import { buildAdminIfStale } from '../../src/main/buildAdmin.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { payloadConfig } from '../../src/main/payloadConfig.ts'

const REPOSITORY = path.resolve(import.meta.dirname, '../..')

/** Builds the repository's own admin unless it stands, and answers where it is. */
export async function builtAdmin(): Promise<string> {
  const product = await loadProduct(REPOSITORY)
  const config = await payloadConfig(product, { secret: 'no server runs on it' })
  const { dir } = await buildAdminIfStale({
    componentPaths: await collectComponentPaths(config),
    log: (line) => {
      process.stderr.write(`${line}\n`)
    },
    packageDir: REPOSITORY,
    projectDir: REPOSITORY,
  })

  return dir
}

/** Makes sure that a start of the product with its admin finds it built. */
export async function buildAdmin(): Promise<void> {
  await builtAdmin()
}
