import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { CrmDefinition } from '../plugin/index.ts'
import { compileProduct } from './product.ts'
import type { Product } from './product.ts'
import { crm as builtIn } from './tenon.config.ts'

/**
 * The product of a project: what its own `tenon.config.ts` declares, else the built-in modules.
 * Compiling it is the boot check; what cannot work throws with its code.
 */
export async function loadProduct(projectDir: string): Promise<Product> {
  return compileProduct(await loadDefinition(projectDir))
}

/** What the `tenon.config.ts` of a project declares, not yet compiled. */
export async function loadDefinition(projectDir: string): Promise<CrmDefinition> {
  const file = ['tenon.config.ts', 'tenon.config.js']
    .map((name) => resolve(projectDir, name))
    .find((path) => existsSync(path))
  if (file === undefined) {
    return builtIn
  }
  const module = (await import(pathToFileURL(file).href)) as {
    crm?: CrmDefinition
    default?: CrmDefinition
  }

  return module.default ?? module.crm ?? builtIn
}
