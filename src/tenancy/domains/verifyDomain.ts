import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { invalidateHosts } from '../operations/resolveHost.ts'
import type { Domain, DomainRow } from './domainRows.ts'
import { DOMAINS_SQL, toDomain } from './domainRows.ts'
import { domainErrors } from './errors.ts'
import { isProved, recordFor } from './proof.ts'
import { isQuarantined, QUARANTINE_DAYS } from './quarantineDomains.ts'

/**
 * Looks for the proof of a claimed host in the DNS and lets the tenant answer on it. Throws
 * `DOMAIN_MISSING`, `DOMAIN_PROOF_MISSING`, `DOMAIN_DNS_UNREACHABLE`; and, only to who has the proof,
 * `DOMAIN_UNAVAILABLE` while another tenant has the host, and for 30 days after it gave it up or was
 * deleted.
 */
export async function verifyDomain(args: { host: string; tenantId: string }): Promise<Domain> {
  const { host, tenantId } = args
  const [claims] = await runAsSystem('domains', () =>
    database().read([
      {
        text: 'select host from domain_claims where tenant_id = $1 and host = $2',
        values: [tenantId, host],
      },
    ]),
  )
  if (claims?.length !== 1) {
    throw domainErrors.MISSING({})
  }
  if (!(await isProved(tenantId, host))) {
    throw domainErrors.PROOF_MISSING(recordFor(tenantId, host))
  }
  const row = await runAsSystem('domains', () =>
    database().transaction(async (transaction) => {
      const taken = await transaction.query(
        `insert into domains as d (host, tenant_id, verified_at, checked_at, failures)
          values ($1, $2, now(), now(), 0)
          on conflict (host) do update set tenant_id = excluded.tenant_id, checked_at = now(),
            failures = 0, released_at = null,
            verified_at = case when d.tenant_id = excluded.tenant_id
              then coalesce(d.verified_at, now()) else now() end
          where d.tenant_id = excluded.tenant_id or (d.verified_at is null
            and coalesce(d.released_at < now() - make_interval(days => $3), true))
          returning d.host`,
        [host, tenantId, QUARANTINE_DAYS],
      )
      // Asked only now: a deletion that held the row until here has left its note.
      if (taken.length === 0 || (await isQuarantined(transaction, host))) {
        throw domainErrors.UNAVAILABLE({})
      }
      const [found] = await transaction.query<DomainRow>(`${DOMAINS_SQL} and c.host = $2`, [
        tenantId,
        host,
      ])
      // Released while the DNS was asked: what was given up must not come back by itself.
      if (found === undefined) {
        throw domainErrors.MISSING({})
      }

      return found
    }),
  )
  invalidateHosts()

  return toDomain(row, tenantId)
}
