import { database } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import { getJob } from './getJob.ts'
import type { JobState } from './types.ts'

const CANCEL = `
update jobs
set state = 'cancelled', lease_owner = null, lease_until = null, epoch = epoch + 1,
  finished_at = clock_timestamp(), updated_at = clock_timestamp()
where tenant_id = $1::uuid and id = $2::uuid and state in ('queued', 'running')`

/** Cancels a job of the current tenant: committed steps stay, the running one is undone. Gives its final state. */
export async function cancelJob(id: string): Promise<JobState> {
  const { tenantId } = requireTenantScope()
  await database().transaction((transaction) => transaction.query(CANCEL, [tenantId, id]))

  return (await getJob(id)).state
}
