import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { firstRow } from '../firstRow.ts'
import { sealSecret } from '../secondFactor/secretBox.ts'
import { checkIssuer } from './checkIssuer.ts'
import { discover } from './discover.ts'
import { endPasswordSessions } from './endPasswordSessions.ts'
import { oidcErrors } from './errors.ts'
import type { ProviderRow } from './providerRows.ts'
import { PROVIDER_COLUMNS, toProvider } from './providerRows.ts'
import { requireReach, settleRole } from './providerWrites.ts'
import type { IdentityProvider, ProviderManager, ProviderRules, ProviderSettings } from './types.ts'

const MOST_PROVIDERS = 10

/**
 * Sets up a sign-in provider in the current tenant, once it has answered for its issuer; as the one way
 * in, it ends the sessions that a password has opened. Throws
 * `OIDC_ISSUER_INVALID`, `OIDC_UNREACHABLE`, `OIDC_REACH_REFUSED`, `OIDC_ROLE_NEEDED`,
 * `OIDC_PROVIDER_LIMIT`, `IDENTITY_ROLE_MISSING` or `IDENTITY_ROLE_TOO_HIGH`.
 */
export async function createProvider(
  wanted: ProviderSettings & { issuer: string },
  manager: ProviderManager,
  rules: ProviderRules,
): Promise<IdentityProvider> {
  const { tenantId } = requireTenantScope()
  const id = newId()
  const issuer = checkIssuer(wanted.issuer, rules)
  const secret = wanted.clientSecret === null ? null : sealSecret(wanted.clientSecret, id)
  await database().transaction((transaction) => requireReach(transaction, manager))
  // Outside any transaction: a slow provider must not hold a connection.
  await discover({ client_id: wanted.clientId, client_secret: secret, id, issuer }, rules)

  const provider = await database().transaction(async (transaction) => {
    const roleId = await settleRole(transaction, wanted, manager)
    const present = await transaction.query(
      'select id from identity_providers where tenant_id = $1 for update',
      [tenantId],
    )
    if (present.length >= MOST_PROVIDERS) {
      throw oidcErrors.PROVIDER_LIMIT({ limit: MOST_PROVIDERS })
    }
    const rows = await transaction.query<ProviderRow>(
      `insert into identity_providers (tenant_id, id, label, issuer, client_id, client_secret,
          email_domains, create_users, role_id, enabled, is_only, trust_second_factor, created_by)
        values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12, $13)
        returning ${PROVIDER_COLUMNS}`,
      [
        ...[tenantId, id, wanted.label, issuer, wanted.clientId, secret],
        ...[JSON.stringify(wanted.emailDomains), wanted.createUsers, roleId, wanted.enabled],
        ...[wanted.only, wanted.trustSecondFactor, manager.userId],
      ],
    )

    return toProvider(firstRow(rows))
  })
  if (provider.only && provider.enabled) {
    await endPasswordSessions()
  }

  return provider
}
