import type { Permissions, Visitor } from '../types.ts'

/** A sign-in provider as those who manage settings see it; its secret is never shown. */
export type IdentityProvider = {
  clientId: string
  createdAt: string
  /** True: people whom the provider knows and nobody else are made users, with `role`. */
  createUsers: boolean
  /** The only domains of e-mail addresses that may enter; empty: any. */
  emailDomains: readonly string[]
  enabled: boolean
  hasClientSecret: boolean
  id: string
  issuer: string
  label: string
  /** True: no password opens the tenant, except for who manages its settings. */
  only: boolean
  role: null | string
  /** True: who comes from the provider is not asked for a second factor here. */
  trustSecondFactor: boolean
}

/** What can be set about a provider after it was made. */
export type ProviderSettings = {
  clientId: string
  /** Null: a public client, which shows no secret. */
  clientSecret: null | string
  createUsers: boolean
  emailDomains: readonly string[]
  enabled: boolean
  label: string
  only: boolean
  /** Id or key of a role. */
  role: null | string
  trustSecondFactor: boolean
}

/** What the process allows of providers. */
export type ProviderRules = {
  /** True also takes providers on plain http and on private addresses. */
  allowHttp: boolean
}

/** Who sets a provider up. */
export type ProviderManager = { permissions: Permissions; userId: string }

/** What a provider says about a person, once its answer has been proved. */
export type ProviderPerson = {
  email: string | undefined
  isEmailVerified: boolean
  name: string | undefined
  subject: string
}

/** The tenant's host at which somebody signs in. */
export type SignInPlace = {
  /** Scheme, host and port. */
  origin: string
  providerId: string
  tenantId: string
  visitor: Visitor
}
