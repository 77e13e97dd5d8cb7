import type { AccessAction, AccessLevel } from '../kernel/scope/index.ts'

/** How far a right reaches: every record, those of the person's teams, the person's own, or none. */
export type PermissionLevel = AccessLevel

/** What can be done with a record. */
export type RecordAction = AccessAction

/** What a role may not do with a field that it may otherwise reach. */
export type FieldRule = 'hidden' | 'readOnly'

/** The rights of a role as they stand in its row; what is missing is refused. */
export type Permissions = {
  /** Rights beyond records, for example `users.manage`. */
  actions: readonly string[]
  /** By collection slug; `*` holds for every collection that has no entry of its own. */
  collections: Readonly<Record<string, Readonly<Partial<Record<RecordAction, PermissionLevel>>>>>
  /** Limits on single fields, by collection slug and field path. */
  fields: Readonly<Record<string, Readonly<Record<string, FieldRule>>>>
}

/** The person behind a signed-in request on a tenant's host. */
export type Principal = {
  accountId: string
  email: string
  locale: string | null
  name: string
  permissions: Permissions
  /** The tenant's provider that opened the session; absent: a password or an API key did. */
  provider?: SessionProvider
  roleKey: string
  sessionId: string
  /** The person's team and every team below it. */
  teamIds: readonly string[]
  tenantId: string
  /** IANA name of the zone whose days the person lives by; null: the tenant's. */
  timeZone: string | null
  userId: string
}

/** The provider behind a session, and whether it stands for the second factor, too. */
export type SessionProvider = { id: string; isTrusted: boolean }

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
