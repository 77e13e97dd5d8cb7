import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import type { Domain, DomainRow } from './domainRows.ts'
import { DOMAINS_SQL, toDomain } from './domainRows.ts'
import { domainErrors } from './errors.ts'
import { normalizeDomain } from './normalizeDomain.ts'

const MOST_DOMAINS = 20

/**
 * Notes that a tenant wants to answer on a host, and says which record proves it. Nothing tells whether
 * others have claimed it: the first proof decides. Claiming again changes nothing. Throws
 * `DOMAIN_LIMIT` and like `normalizeDomain`.
 */
export async function claimDomain(args: {
  host: string
  publicHost: string
  tenantId: string
}): Promise<Domain> {
  const { tenantId } = args
  const host = normalizeDomain(args.host, args)
  const rows = await runAsSystem('domains', () =>
    database().transaction(async (transaction) => {
      await transaction.query('select id from tenants where id = $1 for update', [tenantId])
      await transaction.query(
        'insert into domain_claims (tenant_id, host) values ($1, $2) on conflict do nothing',
        [tenantId, host],
      )
      const claims = await transaction.query<DomainRow>(DOMAINS_SQL, [tenantId])
      if (claims.length > MOST_DOMAINS) {
        throw domainErrors.LIMIT({ limit: MOST_DOMAINS })
      }

      return claims
    }),
  )
  const row = rows.find((claim) => claim.host === host)
  if (row === undefined) {
    throw domainErrors.MISSING({})
  }

  return toDomain(row, tenantId)
}
