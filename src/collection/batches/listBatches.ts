import type { Row, Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { batchErrors } from './errors.ts'
import type { BatchView } from './types.ts'

// A batch of a job that ended without closing it will not be closed by anybody any more.
const STATE = (alias: string) => `case
  when ${alias}.state = 'done' then 'done'
  when exists (
    select 1 from jobs j where j.tenant_id = ${alias}.tenant_id and j.id = ${alias}.id
      and j.state in ('queued', 'running')
  ) then 'running'
  else 'stopped' end`

const SELECT = `
select b.id, b.kind, b.label, b.actor_id, b.actor_type, b.counts, b.started_at, b.closed_at, b.undoes,
  b.undone_by, ${STATE('b')} as state,
  coalesce(case ${STATE('u')} when 'done' then 'done' when 'running' then 'running' end, 'none') as undone
from batches b
left join batches u on u.tenant_id = b.tenant_id and u.id = b.undone_by
where b.tenant_id = $1::uuid`

type BatchRow = Row & {
  actor_id: string | null
  actor_type: string
  closed_at: string | null
  counts: BatchView['counts']
  id: string
  kind: BatchView['kind']
  label: string
  started_at: string
  state: BatchView['state']
  undoes: string | null
  undone: BatchView['undone']
  undone_by: string | null
}

/** A page of the tenant's batches, newest first, behind the batch `after`; those of one person if named. */
export async function listBatches(page: {
  actorId?: string
  after?: string
  limit: number
}): Promise<{ docs: BatchView[]; hasMore: boolean }> {
  const [rows = []] = await database().read([
    {
      text: `${SELECT} and ($2::uuid is null or b.actor_id = $2::uuid)
        and ($3::uuid is null or b.id < $3::uuid) order by b.id desc limit $4`,
      values: [
        requireTenantScope().tenantId,
        page.actorId ?? null,
        page.after ?? null,
        page.limit + 1,
      ],
    },
  ])
  const docs = (rows as BatchRow[]).map(viewOf)

  return { docs: docs.slice(0, page.limit), hasMore: docs.length > page.limit }
}

/** Reads one batch; throws `BATCH_NOT_FOUND`. */
export async function readBatch(transaction: Transaction, id: string): Promise<BatchView> {
  const rows = await transaction.query<BatchRow>(`${SELECT} and b.id = $2::uuid`, [
    requireTenantScope().tenantId,
    id,
  ])
  const [row] = rows
  if (row === undefined) {
    throw batchErrors.NOT_FOUND({})
  }

  return viewOf(row)
}

function viewOf(row: BatchRow): BatchView {
  return {
    actorId: row.actor_id,
    actorType: row.actor_type,
    closedAt: row.closed_at,
    counts: row.counts,
    id: row.id,
    kind: row.kind,
    label: row.label,
    startedAt: row.started_at,
    state: row.state,
    undoes: row.undoes,
    undone: row.undone,
    undoneBy: row.undone_by,
  }
}
