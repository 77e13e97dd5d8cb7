import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { BatchKind } from './types.ts'

const INSERT = `
insert into batches (tenant_id, id, kind, label, actor_type, actor_id, undoes)
values ($1::uuid, $2::uuid, $3, $4, $5, $6::uuid, $7::uuid)
on conflict (tenant_id, id) do nothing`

const LABEL_MAX = 300

/** Notes that a batch of changes begins, once per id; its id must be the `batchId` of the scope that writes. */
export async function openBatch(
  transaction: Transaction,
  batch: { id: string; kind: BatchKind; label: string; undoes?: string },
): Promise<void> {
  const { actor, tenantId } = requireTenantScope()
  await transaction.query(INSERT, [
    tenantId,
    batch.id,
    batch.kind,
    batch.label.slice(0, LABEL_MAX),
    actor.type,
    actor.id,
    batch.undoes ?? null,
  ])
}
