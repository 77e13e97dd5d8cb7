/** Who causes a change, as it is written into every change row. */
export type Actor = {
  id: string | null
  type: 'api_key' | 'support' | 'system' | 'user' | 'workflow'
}

/** The scope of work done inside one tenant: every statement runs under its signed context. */
export type TenantScope = {
  actor: Actor
  /** Groups the changes of one import, bulk write or undo. */
  batchId?: string
  correlationId: string
  kind: 'tenant'
  tenantId: string
  /** The acting user's id, or null for work nobody signed in for (jobs, placeholders). */
  userId: string | null
}

/** The scope of the few named call sites that work across tenants through the system role. */
export type SystemScope = {
  correlationId: string
  kind: 'system'
  /** Names the call site; it must stand in the list of `systemSites`. */
  site: SystemSite
}

/** What the running code may touch; absent means: nothing. */
export type Scope = SystemScope | TenantScope

/** Every call site that may leave a tenant's scope, with the reason it must. */
export type SystemSite =
  | 'console'
  | 'demo-seed'
  | 'health'
  | 'host-resolution'
  | 'identity'
  | 'job-claim'
  | 'modules'
  | 'tenant-create'
