import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { invalidateHosts } from '../operations/resolveHost.ts'
import { domainErrors } from './errors.ts'

/**
 * Gives up a host: the tenant no longer answers on it, and for 30 days no other tenant can have it.
 * Throws `DOMAIN_MISSING`.
 */
export async function releaseDomain(args: { host: string; tenantId: string }): Promise<void> {
  const { host, tenantId } = args
  const gone = await runAsSystem('domains', () =>
    database().transaction(async (transaction) => {
      const claims = await transaction.query(
        'delete from domain_claims where tenant_id = $1 and host = $2 returning host',
        [tenantId, host],
      )
      await transaction.query(
        `update domains set verified_at = null, released_at = coalesce(released_at, now())
          where tenant_id = $1 and host = $2`,
        [tenantId, host],
      )

      return claims
    }),
  )
  if (gone.length === 0) {
    throw domainErrors.MISSING({})
  }
  invalidateHosts()
}
