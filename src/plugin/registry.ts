import { pluginErrors } from './errors.ts'
import type { CompiledCrm, TenantModules } from './types.ts'

const KEY = Symbol.for('tenon.crm')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: CompiledCrm }

/** Makes `crm` the installation of this process. */
export function useCrm(crm: CompiledCrm): void {
  shared[KEY] = crm
}

/** The installation of this process; throws `PLUGIN_NOT_COMPILED` before it is compiled. */
export function currentCrm(): CompiledCrm {
  const crm = shared[KEY]
  if (crm === undefined) {
    throw pluginErrors.NOT_COMPILED({})
  }

  return crm
}

/** The module or plugin that a collection belongs to, or undefined for an unknown slug. */
export function moduleOf(slug: string): string | undefined {
  return currentCrm().moduleBySlug.get(slug)
}

/** True when a tenant has the module switched on; unknown modules are off, required ones always on. */
export function isModuleOn(tenantModules: TenantModules, module: string): boolean {
  const known = currentCrm().modules.find(({ id }) => id === module)

  return known !== undefined && (known.required || tenantModules?.[module] !== false)
}

/** True when the module of a collection is switched on for a tenant; unknown slugs are off. */
export function isCollectionOn(tenantModules: TenantModules, slug: string): boolean {
  const module = moduleOf(slug)

  return module !== undefined && isModuleOn(tenantModules, module)
}
