import type { Row } from '../../kernel/db/index.ts'
import type { IdentityProvider } from './types.ts'

/** One row of `identity_providers`. */
export type ProviderRow = Row & {
  client_id: string
  client_secret: null | string
  create_users: boolean
  created_at: string
  email_domains: unknown
  enabled: boolean
  id: string
  is_only: boolean
  issuer: string
  label: string
  role_id: null | string
  trust_second_factor: boolean
}

/** The columns of `ProviderRow`. */
export const PROVIDER_COLUMNS = `id, label, issuer, client_id, client_secret, email_domains,
  create_users, role_id, enabled, is_only, trust_second_factor, created_at`

/** The provider of a row, in the product's names and without its secret. */
export function toProvider(row: ProviderRow): IdentityProvider {
  return {
    clientId: row.client_id,
    createdAt: row.created_at,
    createUsers: row.create_users,
    emailDomains: domainsOf(row),
    enabled: row.enabled,
    hasClientSecret: row.client_secret !== null,
    id: row.id,
    issuer: row.issuer,
    label: row.label,
    only: row.is_only,
    role: row.role_id,
    trustSecondFactor: row.trust_second_factor,
  }
}

/** The domains of e-mail addresses that may enter through the provider of a row. */
export function domainsOf({ email_domains: domains }: ProviderRow): string[] {
  return Array.isArray(domains) ? domains.filter((one) => typeof one === 'string') : []
}
