import type { Actor } from '../kernel/scope/index.ts'

/** What an entry of the audit can be about. */
export type AuditKind =
  | 'api-key.made'
  | 'api-key.revoked'
  | 'export.made'
  | 'module.switched'
  | 'rights.changed'
  | 'second-factor.off'
  | 'second-factor.on'
  | 'second-factor.reset'
  | 'sensitive.read'
  | 'settings.changed'
  | 'sign-in.failed'
  | 'sign-in.succeeded'
  | 'sign-out.other'
  | 'support.ended'
  | 'support.started'
  | 'support.wrote'

/** One thing to be noted. */
export type AuditEntry = {
  /** Default: who acts in the running scope. */
  actor?: Actor | undefined
  /** The network a request came from; whole addresses are not kept. */
  addressRange?: null | string | undefined
  /** What else there is to say; never a secret. */
  facts?: Readonly<Record<string, unknown>> | undefined
  kind: AuditKind
  /** Id or name of whom or what it is about. */
  subject?: null | string | undefined
  /** Default: the tenant of the running scope. */
  tenantId?: string | undefined
  userAgent?: null | string | undefined
}

/** What an entry of the platform's own audit can be about. */
export type PlatformAuditKind =
  | 'password.changed'
  | 'second-factor.off'
  | 'second-factor.on'
  | 'second-factor.reset'
  | 'sign-in.failed'
  | 'sign-in.succeeded'
  | 'sign-out.own'

/** One thing to be noted about the platform's staff. */
export type PlatformAuditEntry = {
  /** Of the staff whose account it was done with; null where nobody of them is known to be behind it. */
  accountId: null | string
  addressRange?: null | string | undefined
  /** What else there is to say; never a secret. */
  facts?: Readonly<Record<string, unknown>> | undefined
  kind: PlatformAuditKind
  /** E-mail address of whom it is about; default: of the account. */
  subject?: null | string | undefined
  userAgent?: null | string | undefined
}

/** An entry of the platform's audit as its staff reads it. */
export type PlatformAuditView = {
  accountId: null | string
  addressRange: null | string
  at: string
  facts: Readonly<Record<string, unknown>>
  id: string
  kind: string
  subject: null | string
  userAgent: null | string
}

/** An entry as people read it. */
export type AuditView = {
  actor: Actor
  addressRange: null | string
  at: string
  correlationId: null | string
  facts: Readonly<Record<string, unknown>>
  id: string
  kind: string
  subject: null | string
  userAgent: null | string
}
