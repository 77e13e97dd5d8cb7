import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { firstRow } from '../firstRow.ts'
import { sealSecret } from '../secondFactor/secretBox.ts'
import { endPasswordSessions } from './endPasswordSessions.ts'
import { oidcErrors } from './errors.ts'
import type { ProviderRow } from './providerRows.ts'
import { PROVIDER_COLUMNS, toProvider } from './providerRows.ts'
import { endProviderSessions, requireReach, settleRole } from './providerWrites.ts'
import type { IdentityProvider, ProviderManager, ProviderSettings } from './types.ts'

/**
 * Changes what is given of a provider; unless only its name or its role changes, the sessions it has
 * opened end, and where it is the one way in, those that a password has opened. Throws
 * `OIDC_PROVIDER_MISSING`, and about reach and role like `createProvider`.
 */
export async function updateProvider(
  id: string,
  wanted: Partial<ProviderSettings>,
  manager: ProviderManager,
): Promise<IdentityProvider> {
  const row = await database().transaction(async (transaction) => {
    await requireReach(transaction, manager)
    const current = await lockProvider(transaction, id)
    const next: ProviderSettings = { ...settingsOf(current), ...wanted }
    const roleId = await settleRole(transaction, next, manager)
    const secret =
      wanted.clientSecret === undefined
        ? current.client_secret
        : wanted.clientSecret === null
          ? null
          : sealSecret(wanted.clientSecret, id)

    return firstRow(
      await transaction.query<ProviderRow>(
        `update identity_providers set label = $3, client_id = $4, client_secret = $5,
            email_domains = $6::jsonb, create_users = $7, role_id = $8, enabled = $9,
            is_only = $10, trust_second_factor = $11
          where tenant_id = $1 and id = $2 returning ${PROVIDER_COLUMNS}`,
        [
          ...[requireTenantScope().tenantId, id, next.label, next.clientId, secret],
          ...[JSON.stringify(next.emailDomains), next.createUsers, roleId, next.enabled],
          ...[next.only, next.trustSecondFactor],
        ],
      ),
    )
  })
  const isHarmless = Object.keys(wanted).every((name) => HARMLESS.has(name))
  if (!isHarmless) {
    await endProviderSessions(id)
  }
  if (row.is_only && row.enabled) {
    await endPasswordSessions()
  }

  return toProvider(row)
}

const HARMLESS = new Set(['createUsers', 'label', 'only', 'role'])

async function lockProvider(transaction: Transaction, id: string): Promise<ProviderRow> {
  const [row] = await transaction.query<ProviderRow>(
    `select ${PROVIDER_COLUMNS} from identity_providers
      where tenant_id = $1 and id = $2 for update`,
    [requireTenantScope().tenantId, id],
  )
  if (row === undefined) {
    throw oidcErrors.PROVIDER_MISSING({})
  }

  return row
}

function settingsOf(row: ProviderRow): ProviderSettings {
  return { ...toProvider(row), clientSecret: row.client_secret }
}
