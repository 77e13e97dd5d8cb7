import type { Row, Transaction } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { runAsSystem } from '../kernel/scope/index.ts'
import { LEASE_SECONDS } from './lease.ts'
import { notParked } from './parked.ts'
import type { ClaimedJob, JobCursor } from './types.ts'

// A worker that died leaves its jobs running; they go back into the queue, or fail when nothing moves.
const RECOVER = `
update jobs j
set state = case when j.attempts >= j.max_attempts then 'failed' else 'queued' end,
  error = case when j.attempts >= j.max_attempts then $1::jsonb else j.error end,
  finished_at = case when j.attempts >= j.max_attempts then now() end,
  epoch = j.epoch + 1, lease_owner = null, lease_until = null, run_after = now(), updated_at = now()
from (
  select tenant_id, id from jobs
  where state = 'running' and lease_until < now()
  for update skip locked
) lost
where j.tenant_id = lost.tenant_id and j.id = lost.id`

// Visits each waiting tenant once by index, takes its oldest jobs and serves those first who run least.
const CLAIM = `
with recursive waiting as (
  (
    select tenant_id from jobs
    where state = 'queued' and (run_after <= now() or (id = $5::uuid and attempts = 0))
      and kind = any($1::text[]) and ($5::uuid is null or id = $5::uuid)
    order by tenant_id limit 1
  )
  union all
  select (
    select j.tenant_id from jobs j
    where j.state = 'queued' and (j.run_after <= now() or (j.id = $5::uuid and j.attempts = 0))
      and j.kind = any($1::text[]) and ($5::uuid is null or j.id = $5::uuid)
      and j.tenant_id > w.tenant_id
    order by j.tenant_id limit 1
  )
  from waiting w where w.tenant_id is not null
), candidates as (
  select w.tenant_id, oldest.id, oldest.run_after,
    row_number() over (partition by w.tenant_id order by oldest.run_after, oldest.id)
      + (select count(*) from jobs r where r.tenant_id = w.tenant_id and r.state = 'running') as turn
  from waiting w
  cross join lateral (
    select j.id, j.run_after from jobs j
    where j.tenant_id = w.tenant_id and j.state = 'queued'
      and (j.run_after <= now() or (j.id = $5::uuid and j.attempts = 0))
      and j.kind = any($1::text[]) and ($5::uuid is null or j.id = $5::uuid)
      and ${notParked('j', '$6')}
    order by j.run_after, j.id
    limit $2
  ) oldest
  where w.tenant_id is not null
), chosen as (
  select tenant_id, id from candidates order by turn, run_after, id limit $2
), locked as (
  select j.tenant_id, j.id from jobs j join chosen c on c.tenant_id = j.tenant_id and c.id = j.id
  where j.state = 'queued'
  for update of j skip locked
)
update jobs j
set state = 'running', attempts = j.attempts + 1, epoch = j.epoch + 1, lease_owner = $3,
  lease_until = now() + make_interval(secs => $4), updated_at = now()
from locked
where j.tenant_id = locked.tenant_id and j.id = locked.id
returning j.tenant_id, j.id, j.kind, j.input, j.cursor, j.attempts, j.max_attempts, j.epoch,
  j.lease_owner, j.created_by, j.api_key_id, j.correlation_id`

const WORKER_LOST = {
  code: 'JOBS_WORKER_LOST',
  message: 'The worker of this job ended several times without finishing a step.',
}

type ClaimedRow = Row & {
  api_key_id: string | null
  attempts: number
  correlation_id: string | null
  created_by: string | null
  cursor: JobCursor | null
  epoch: number
  id: string
  input: unknown
  kind: string
  lease_owner: string
  max_attempts: number
  tenant_id: string
}

/**
 * Takes up to `limit` due jobs of any tenant under a fresh lease, tenants that run least first, after
 * putting jobs of dead workers back; the only act of the jobs that looks across tenants for work.
 */
export async function claimJobs(args: {
  kinds: readonly string[]
  limit: number
  /** Claims this job and no other, its first time even before it is due for everybody. */
  only?: string
  owner: string
  /** Modules whose jobs wait while their tenant has them switched off. */
  switchable?: readonly string[]
}): Promise<ClaimedJob[]> {
  return runAsSystem('job-claim', () =>
    database().transaction(async (transaction: Transaction) => {
      await transaction.query(RECOVER, [JSON.stringify(WORKER_LOST)])
      const rows = await transaction.query<ClaimedRow>(CLAIM, [
        [...args.kinds],
        args.limit,
        args.owner,
        LEASE_SECONDS,
        args.only ?? null,
        [...(args.switchable ?? [])],
      ])

      return rows.map(toClaimed)
    }),
  )
}

function toClaimed(row: ClaimedRow): ClaimedJob {
  return {
    apiKey: row.api_key_id,
    attempts: row.attempts,
    correlationId: row.correlation_id,
    createdBy: row.created_by,
    cursor: row.cursor,
    epoch: row.epoch,
    id: row.id,
    input: row.input,
    kind: row.kind,
    leaseOwner: row.lease_owner,
    maxAttempts: row.max_attempts,
    tenantId: row.tenant_id,
  }
}
