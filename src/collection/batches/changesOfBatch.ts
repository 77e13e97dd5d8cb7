import type { ChangeOp } from '../../events/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'

/** One change row of a batch, with what undoing it needs. */
export type BatchChange = Row & {
  after: Record<string, unknown> | null
  before: Record<string, unknown> | null
  collection: string
  id: string
  op: ChangeOp
  recordId: string
}

const PAGE = `
select id, collection, record_id as "recordId", op, before, after from domain_events
where tenant_id = $1::uuid and batch_id = $2::uuid and ($3::uuid is null or id < $3::uuid)
order by id desc limit $4`

/** The next change rows of a batch, from the last to the first, behind the row `after`. */
export async function changesOfBatch(
  transaction: Transaction,
  batchId: string,
  page: { after: string | null; limit: number },
): Promise<BatchChange[]> {
  return transaction.query<BatchChange>(PAGE, [
    requireTenantScope().tenantId,
    batchId,
    page.after,
    page.limit,
  ])
}

/** How many change rows a batch has left. */
export async function countChangesOfBatch(
  transaction: Transaction,
  batchId: string,
): Promise<number> {
  const rows = await transaction.query<{ n: number }>(
    'select count(*)::int as n from domain_events where tenant_id = $1::uuid and batch_id = $2::uuid',
    [requireTenantScope().tenantId, batchId],
  )

  return rows[0]?.n ?? 0
}
