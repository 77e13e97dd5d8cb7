import type { Transaction } from '../../kernel/db/index.ts'

/** For how many days nobody but the tenant that had it can have a host that was given up. */
export const QUARANTINE_DAYS = 30

/**
 * Keeps the hosts of a tenant that is about to be deleted from all others for as long as if it had given
 * them up; the tenant's own row of a host goes with it. Runs in a system transaction.
 */
export async function quarantineDomains(transaction: Transaction, tenantId: string): Promise<void> {
  await transaction.query(
    'delete from quarantined_hosts where released_at < now() - make_interval(days => $1)',
    [QUARANTINE_DAYS],
  )
  await transaction.query(
    `insert into quarantined_hosts as q (host, released_at)
      select host, coalesce(released_at, now()) from domains
        where tenant_id = $1 and (verified_at is not null or released_at is not null)
      on conflict (host) do update set released_at = greatest(q.released_at, excluded.released_at)`,
    [tenantId],
  )
}

/** True while a host is kept from everybody, because a tenant that is no more had it. */
export async function isQuarantined(transaction: Transaction, host: string): Promise<boolean> {
  const rows = await transaction.query(
    `select host from quarantined_hosts
      where host = $1 and released_at > now() - make_interval(days => $2)`,
    [host, QUARANTINE_DAYS],
  )

  return rows.length > 0
}
