import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import type { Tenant } from './types.ts'

type Known = { modules: Tenant['modules']; until: number }

type ModuleCache = { byTenant: Map<string, Known>; version: number }

const KEEP_MS = 5_000
const MOST = 10_000
const NOTHING: Tenant['modules'] = {}
const CACHE = Symbol.for('tenon.modules')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [CACHE]?: ModuleCache | undefined }
const cache: ModuleCache = (shared[CACHE] ??= { byTenant: new Map(), version: 0 })

/** What a tenant has switched on and off, at most five seconds old; empty for an unknown tenant. */
export async function modulesOf(tenantId: string): Promise<Tenant['modules']> {
  const known = cache.byTenant.get(tenantId)
  if (known !== undefined && known.until > Date.now()) {
    return known.modules
  }
  const mark = modulesMark()
  const [rows = []] = await runAsSystem('modules', () =>
    database().read([
      { text: 'select t.modules from tenants t where t.id = $1', values: [tenantId] },
    ]),
  )
  const modules = (rows[0]?.['modules'] ?? NOTHING) as Tenant['modules']
  noteModules({ id: tenantId, modules }, mark)

  return modules
}

/**
 * What a tenant had switched on and off when that was last read, without waiting: requests and jobs
 * have it read before they start. Empty for a tenant of which nothing has been read yet.
 */
export function knownModules(tenantId: string): Tenant['modules'] {
  return cache.byTenant.get(tenantId)?.modules ?? NOTHING
}

/** A mark to be taken before reading; what was read before a switch is then not noted. */
export function modulesMark(): number {
  return cache.version
}

/** Notes what has just been read about a tenant, unless a module was switched since `mark`. */
export function noteModules(tenant: Pick<Tenant, 'id' | 'modules'>, mark: number): void {
  if (mark !== cache.version) {
    return
  }
  const known = cache.byTenant.get(tenant.id)
  if (known === undefined && cache.byTenant.size >= MOST) {
    cache.byTenant.clear()
  }
  // The same object for the same content: what is worked out from it is kept by its identity.
  const isSame =
    known !== undefined && JSON.stringify(known.modules) === JSON.stringify(tenant.modules)
  cache.byTenant.set(tenant.id, {
    modules: isSame ? known.modules : tenant.modules,
    until: Date.now() + KEEP_MS,
  })
}

/** Notes a switch: this process knows it at once, and no reading under way overwrites it. */
export function noteSwitchedModules(tenant: Pick<Tenant, 'id' | 'modules'>): void {
  cache.version += 1
  noteModules(tenant, cache.version)
}
