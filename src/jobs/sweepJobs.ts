import type { Transaction } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'

const KEEP = "interval '30 days'"

/** The ids of the tenant's oldest jobs that ended more than 30 days ago. */
export async function finishedJobs(
  transaction: Transaction,
  page: { limit: number },
): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(
    `select id from jobs where tenant_id = $1::uuid and finished_at < now() - ${KEEP}
      order by created_at, id limit $2`,
    [requireTenantScope().tenantId, page.limit],
  )

  return rows.map(({ id }) => id)
}

/** Deletes ended jobs with all their rows. */
export async function deleteJobs(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await transaction.query(
    `delete from jobs where tenant_id = $1::uuid and id = any($2::uuid[])
      and state in ('done', 'failed', 'cancelled')`,
    [requireTenantScope().tenantId, ids],
  )
}

/** Forgets periods that schedules have served more than 30 days ago. */
export async function forgetScheduleRuns(transaction: Transaction): Promise<void> {
  await transaction.query(
    `delete from schedule_runs where tenant_id = $1::uuid and created_at < now() - ${KEEP}`,
    [requireTenantScope().tenantId],
  )
}
