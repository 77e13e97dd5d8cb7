import { readConfig } from '../../kernel/config/index.ts'
import type { Config } from '../../kernel/config/index.ts'
import { createLog } from '../../kernel/log/index.ts'
import type { Log } from '../../kernel/log/index.ts'
import type { Installation } from '../connectInstallation.ts'
import { connectInstallation } from '../connectInstallation.ts'
import { loadProduct } from '../loadProduct.ts'
import type { Product } from '../product.ts'

/** What a command that works on an installation can use. */
export type InstallationContext = {
  config: Config
  installation: Installation
  log: Log
  product: Product
}

/** Opens the installation of the working directory for one command and closes it afterwards. */
export async function withInstallation<T>(
  cwd: string,
  work: (context: InstallationContext) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env, { cwd })
  const log = createLog({ level: 'warn' })
  const product = await loadProduct(cwd)
  const installation = await connectInstallation(config, log, product)
  try {
    return await work({ config, installation, log, product })
  } finally {
    await installation.close()
  }
}
