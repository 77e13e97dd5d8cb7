import { database } from '../kernel/db/index.ts'
import { runAsSystem } from '../kernel/scope/index.ts'
import { loadQuotas } from './quotas.ts'

const FLUSH_MS = 5_000

const counted = new Map<string, number>()

/** Counts one request of a tenant, in memory until the next flush. */
export function countRequest(tenantId: string): void {
  counted.set(tenantId, (counted.get(tenantId) ?? 0) + 1)
}

/** Adds what was counted to the tenants' day in one statement; what cannot be written stays counted. */
export async function flushRequestCounts(): Promise<void> {
  if (counted.size === 0) {
    return
  }
  const entries = [...counted]
  counted.clear()
  try {
    await runAsSystem('usage', () =>
      database().transaction((transaction) =>
        // Joined, because a tenant may have been deleted since; ordered, so that no two flushes deadlock.
        transaction.query(
          `insert into usage_days as u (tenant_id, day, requests)
            select t.id, (now() at time zone 'utc')::date, c.requests
              from unnest($1::uuid[], $2::bigint[]) as c (tenant_id, requests)
              join tenants t on t.id = c.tenant_id and t.deleting_at is null
              order by t.id
            on conflict (tenant_id, day) do update set requests = u.requests + excluded.requests`,
          [entries.map(([tenantId]) => tenantId), entries.map(([, requests]) => requests)],
        ),
      ),
    )
  } catch (error) {
    entries.forEach(([tenantId, requests]) => {
      counted.set(tenantId, (counted.get(tenantId) ?? 0) + requests)
    })
    throw error
  }
}

/**
 * Writes the counted requests every five seconds and looks what quotas other processes have set. A
 * crash loses at most those seconds; `stop` writes the rest.
 */
export async function startUsage(onError: (error: unknown) => void): Promise<{
  stop: () => Promise<void>
}> {
  const flush = () => flushRequestCounts().catch(onError)
  await loadQuotas().catch(onError)
  const timer = setInterval(() => {
    void flush().then(loadQuotas).catch(onError)
  }, FLUSH_MS)
  timer.unref()

  return {
    stop: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}
