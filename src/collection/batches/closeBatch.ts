import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { BatchCounts } from './types.ts'

const UPDATE = `
update batches set state = 'done', counts = $3::jsonb, closed_at = now()
where tenant_id = $1::uuid and id = $2::uuid`

/** Notes that a batch has ended and how many records it handled, by outcome. */
export async function closeBatch(
  transaction: Transaction,
  batch: { counts: BatchCounts; id: string },
): Promise<void> {
  await transaction.query(UPDATE, [
    requireTenantScope().tenantId,
    batch.id,
    JSON.stringify(batch.counts),
  ])
}
