import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { invalidateHosts } from '../operations/resolveHost.ts'
import { isProved } from './proof.ts'

/** After how many checks in a row without the proof a tenant no longer answers on a host. */
export const MOST_FAILURES = 3

/** A host on which a tenant has stopped answering. */
export type LostDomain = { host: string; tenantId: string }

type Due = Row & { host: string; tenant_id: string }

const AT_ONCE = 10
const MOST_ROUNDS = 1_000

/**
 * Looks once a day for the proof of every host; after three days without it the tenant no longer
 * answers there. Name servers that do not answer count for nothing. Gives the hosts just lost; several
 * processes may run it at once.
 */
export async function recheckDomains(): Promise<LostDomain[]> {
  const lost: LostDomain[] = []
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const due = await takeDue()
    const results = await Promise.all(due.map(check))
    lost.push(...results.filter((one) => one !== undefined))
    if (due.length < AT_ONCE) {
      break
    }
  }
  if (lost.length > 0) {
    invalidateHosts()
  }

  return lost
}

function takeDue(): Promise<Due[]> {
  return runAsSystem('domains', () =>
    database().transaction((transaction) =>
      transaction.query<Due>(
        `update domains set checked_at = now() where host in (
            select host from domains where verified_at is not null
              and coalesce(checked_at < now() - interval '1 day', true)
            order by checked_at nulls first limit $1 for update skip locked)
          returning host, tenant_id`,
        [AT_ONCE],
      ),
    ),
  )
}

async function check({ host, tenant_id: tenantId }: Due): Promise<LostDomain | undefined> {
  let isThere: boolean
  try {
    isThere = await isProved(tenantId, host)
  } catch (error) {
    if (isTenonError(error, 'DOMAIN_DNS_UNREACHABLE')) {
      return undefined
    }
    throw error
  }
  const [row] = await runAsSystem('domains', () =>
    database().transaction((transaction) =>
      transaction.query<{ verified_at: null | string }>(
        `update domains set failures = case when $3 then 0 else failures + 1 end,
            verified_at = case when $3 or failures + 1 < $4 then verified_at end,
            released_at = case when $3 or failures + 1 < $4 then released_at else now() end
          where host = $1 and tenant_id = $2 and verified_at is not null returning verified_at`,
        [host, tenantId, isThere, MOST_FAILURES],
      ),
    ),
  )

  return row?.verified_at === null ? { host, tenantId } : undefined
}
