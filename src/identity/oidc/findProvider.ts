import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { oidcErrors } from './errors.ts'
import type { ProviderRow } from './providerRows.ts'
import { PROVIDER_COLUMNS } from './providerRows.ts'

/** The enabled provider of the current tenant with an id; throws `OIDC_PROVIDER_MISSING`. */
export async function findProvider(id: string): Promise<ProviderRow> {
  const [rows] = await database().read([
    {
      text: `select ${PROVIDER_COLUMNS} from identity_providers
        where tenant_id = $1 and id = $2 and enabled`,
      values: [requireTenantScope().tenantId, id],
    },
  ])
  const row = rows?.[0] as ProviderRow | undefined
  if (row === undefined) {
    throw oidcErrors.PROVIDER_MISSING({})
  }

  return row
}
