import type { Transaction } from '../kernel/db/index.ts'
import { planName } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import type { RecordChange } from './types.ts'

const INSERT = `
insert into domain_events (
  tenant_id, id, type, version, collection, record_id, record_version, op, before, after,
  actor_type, actor_id, batch_id, correlation_id
)
select
  $1::uuid, c.id, c.type, c.version, c.collection, c.record_id, c.record_version, c.op, c.before,
  c.after, $2::text, $3::uuid, $4::uuid, $5::text
from jsonb_to_recordset($6::jsonb) as c(
  id uuid, type text, version integer, collection text, record_id uuid, record_version bigint,
  op text, before jsonb, after jsonb
)`

/** Writes one change row per change in one statement, in the transaction of the changes themselves. */
export async function recordChanges(
  transaction: Transaction,
  changes: readonly RecordChange[],
): Promise<void> {
  if (changes.length === 0) {
    return
  }
  const scope = requireTenantScope()
  const rows = changes.map((change) => ({
    after: change.after,
    before: change.before,
    collection: change.collection,
    id: newId(),
    op: change.op,
    record_id: change.recordId,
    record_version: change.recordVersion,
    type: change.type,
    version: change.version ?? 1,
  }))
  const values = [
    scope.tenantId,
    scope.actor.type,
    scope.actor.id,
    scope.batchId ?? null,
    scope.correlationId,
    JSON.stringify(rows),
  ]
  await transaction.query(INSERT, values, planName(INSERT))
}
