import { enqueueJob } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { batchErrors } from './errors.ts'
import { readBatch } from './listBatches.ts'
import { openBatch } from './openBatch.ts'
import { requirePerson } from './requirePerson.ts'
import { undoJob } from './undoJob.ts'

/**
 * Queues the undo of a batch in the name of the running scope's person or API key and gives the id of its job, which
 * is the id of its batch. Of two at once one runs. Throws `BATCH_NOT_FOUND`, `BATCH_RUNNING`,
 * `BATCH_UNDO_RUNNING`, `BATCH_UNDONE` and `BATCH_UNDO_FORBIDDEN`.
 */
export async function startUndo(transaction: Transaction, batchId: string): Promise<string> {
  const { access, actor, tenantId } = requireTenantScope()
  requirePerson()
  await transaction.query(
    'select id from batches where tenant_id = $1::uuid and id = $2::uuid for update',
    [tenantId, batchId],
  )
  const batch = await readBatch(transaction, batchId)
  if (access !== undefined && batch.actorId !== actor.id && !access.can('records.undo')) {
    throw batchErrors.UNDO_FORBIDDEN({})
  }
  if (batch.state === 'running') {
    throw batchErrors.RUNNING({})
  }
  if (batch.undone === 'running') {
    throw batchErrors.UNDO_RUNNING({})
  }
  if (batch.undone === 'done') {
    throw batchErrors.UNDONE({})
  }
  const id = newId()
  await enqueueJob(undoJob, { batchId }, { id, transaction })
  await openBatch(transaction, { id, kind: 'undo', label: batch.label, undoes: batchId })
  await transaction.query(
    'update batches set undone_by = $3::uuid where tenant_id = $1::uuid and id = $2::uuid',
    [tenantId, batchId, id],
  )

  return id
}
