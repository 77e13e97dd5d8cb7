import path from 'node:path'

import { buildAdminIfStale } from '../buildAdmin.ts'
import { payloadConfig } from '../payloadConfig.ts'
import type { Product } from '../product.ts'
import { collectComponentPaths } from './collectComponentPaths.ts'

const PACKAGE_DIR = path.resolve(import.meta.dirname, '../../..')

/** Builds the admin of a product unless it stands built, and answers the directory it is served from. */
export async function buildProductAdmin(
  product: Product,
  options: { cwd: string; print: (line: string) => void; secret: string },
): Promise<string> {
  const config = await payloadConfig(product, { secret: options.secret })
  const { dir } = await buildAdminIfStale({
    componentPaths: await collectComponentPaths(config),
    log: options.print,
    packageDir: PACKAGE_DIR,
    projectDir: options.cwd,
  })

  return dir
}
