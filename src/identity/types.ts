/** How far a right reaches: every record, the person's own, or none. */
export type PermissionLevel = 'all' | 'none' | 'own'

/** What can be done with a record. */
export type RecordAction = 'create' | 'delete' | 'read' | 'update'

/** The rights of a role as they stand in its row; what is missing is refused. */
export type Permissions = {
  /** Rights beyond records, for example `users.manage`. */
  actions: readonly string[]
  /** By collection slug; `*` holds for every collection that has no entry of its own. */
  collections: Readonly<Record<string, Readonly<Partial<Record<RecordAction, PermissionLevel>>>>>
}

/** The person behind a signed-in request on a tenant's host. */
export type Principal = {
  accountId: string
  email: string
  locale: string | null
  name: string
  permissions: Permissions
  roleKey: string
  sessionId: string
  tenantId: string
  userId: string
}

/** The member of the platform's staff behind a signed-in request on the bare host. */
export type PlatformPrincipal = {
  accountId: string
  demo: boolean
  email: string
  name: string
  sessionId: string
}

/** What identity needs to know of a tenant to write its mails. */
export type TenantRef = {
  id: string
  locale: string
  name: string
  /** Scheme, verified host and port of the tenant, without a trailing slash. */
  origin: string
  slug: string
}

/** Where a sign-in comes from, as the server has verified it. */
export type Visitor = {
  /** True only for a loopback peer on `localhost` with nothing forwarded. */
  demoAllowed: boolean
  ip: string
  userAgent: string | null
}

/** A session as its owner sees it. */
export type Session = {
  createdAt: string
  expiresAt: string
  id: string
  ip: string | null
  lastSeenAt: string
  userAgent: string | null
}

/** A session just opened; the token is given out this one time and only its hash is kept. */
export type OpenedSession<TPrincipal> = {
  principal: TPrincipal
  session: Session
  token: string
}
