import { addJobRows, enqueueJob } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { openBatch } from '../batches/openBatch.ts'
import { requirePerson } from '../batches/requirePerson.ts'
import { bulkJob } from './bulkJob.ts'
import type { BulkOperation, BulkSelection } from './types.ts'

/**
 * Queues a bulk change in the name of the running scope's person or API key and gives the id of its job,
 * which is the id of its batch. Throws `BATCH_PERSON_REQUIRED` for support.
 */
export async function startBulk(
  transaction: Transaction,
  collection: string,
  work: { operations: readonly BulkOperation[] } | { selection: BulkSelection },
): Promise<string> {
  requirePerson()
  const id = newId()
  const selection = 'selection' in work ? work.selection : undefined
  await enqueueJob(
    bulkJob,
    { collection, ...(selection === undefined ? {} : { selection }) },
    { id, transaction },
  )
  await openBatch(transaction, { id, kind: 'bulk', label: collection })
  if ('operations' in work) {
    await addJobRows(
      transaction,
      id,
      work.operations.map((input, position) => ({ input, position })),
    )
  }

  return id
}
