import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { ProviderRow } from './providerRows.ts'
import { PROVIDER_COLUMNS, toProvider } from './providerRows.ts'
import type { IdentityProvider } from './types.ts'

/** The sign-in providers of the current tenant, by name. */
export async function listProviders(): Promise<IdentityProvider[]> {
  const [rows] = await database().read([
    {
      text: `select ${PROVIDER_COLUMNS} from identity_providers
        where tenant_id = $1 order by label, id limit 100`,
      values: [requireTenantScope().tenantId],
    },
  ])

  return ((rows ?? []) as ProviderRow[]).map(toProvider)
}
