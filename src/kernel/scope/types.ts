/** Who causes a change, as it is written into every change row. */
export type Actor = {
  id: string | null
  type: 'api_key' | 'support' | 'system' | 'user' | 'workflow'
}

/** How far a right reaches: every record, those of the person's teams, the person's own, or none. */
export type AccessLevel = 'all' | 'none' | 'own' | 'team'

/** What a right is about. */
export type AccessAction = 'create' | 'delete' | 'export' | 'import' | 'read' | 'update'

/** What the person behind a scope may do and see; the record store holds every statement to it. */
export type AccessView = {
  /** True for a right beyond records, such as `users.manage`. */
  can: (permission: string) => boolean
  /** Field paths of a collection that may not be seen, filtered, sorted, searched or exported. */
  hidden: (collection: string) => ReadonlySet<string>
  level: (collection: string, action: AccessAction) => AccessLevel
  /** Field paths of a collection that may be seen but not written. */
  readOnly: (collection: string) => ReadonlySet<string>
  /** The person's team and every team below it. */
  teamIds: readonly string[]
  userId: string | null
}

/** The scope of work done inside one tenant: every statement runs under its signed context. */
export type TenantScope = {
  /** Absent: nobody's rights bind the work (jobs of the system, the command line, rules). */
  access?: AccessView
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
  | 'company'
  | 'console'
  | 'demo-seed'
  | 'domains'
  | 'health'
  | 'host-resolution'
  | 'identity'
  | 'job-claim'
  | 'metrics'
  | 'modules'
  | 'privacy'
  | 'schedule'
  | 'tenant-create'
  | 'tenant-delete'
  | 'tenant-transfer'
  | 'usage'
