import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { oidcErrors } from './errors.ts'
import { endProviderSessions } from './providerWrites.ts'

/**
 * Takes a provider from the current tenant, with the sessions it has opened and, when no other
 * provider here has its issuer, its links to accounts. Throws `OIDC_PROVIDER_MISSING`.
 */
export async function deleteProvider(id: string): Promise<void> {
  const { tenantId } = requireTenantScope()
  const left = await database().transaction(async (transaction) => {
    const [gone] = await transaction.query<{ issuer: string }>(
      'delete from identity_providers where tenant_id = $1 and id = $2 returning issuer',
      [tenantId, id],
    )
    if (gone === undefined) {
      throw oidcErrors.PROVIDER_MISSING({})
    }
    const others = await transaction.query(
      'select id from identity_providers where tenant_id = $1 and issuer = $2',
      [tenantId, gone.issuer],
    )

    return { hasOthers: others.length > 0, issuer: gone.issuer }
  })
  if (!left.hasOthers) {
    await runAsSystem('identity', () =>
      database().transaction((transaction) =>
        transaction.query('delete from account_links where tenant_id = $1 and issuer = $2', [
          tenantId,
          left.issuer,
        ]),
      ),
    )
  }
  await endProviderSessions(id)
}
