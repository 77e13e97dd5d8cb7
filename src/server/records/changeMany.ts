import type { Change, WriteAnswer } from '../../collection/index.ts'
import {
  closeBatch,
  describeFault,
  openBatch,
  readRecords,
  recordErrors,
  runInBatch,
  writeRecords,
} from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { isNarrow } from './isNarrow.ts'
import type { RecordRequest } from './recordRequest.ts'
import { MAX_LIMIT, readableWhere, requireLevel } from './recordRequest.ts'
import { updateOf } from './updateOf.ts'

/** `PATCH /api/<slug>?where=…`: the same fields on up to 200 records, each with its true result. */
export async function updateMany(
  request: RecordRequest,
  transaction: Transaction,
): Promise<WriteAnswer> {
  return changeMany(request, transaction, 'update', (id) => updateOf(id, request.body))
}

/** `DELETE /api/<slug>?where=…`: up to 200 records into the trash, or from it for good. */
export async function removeMany(
  request: RecordRequest,
  transaction: Transaction,
): Promise<WriteAnswer> {
  const gone = request.query['trash'] === 'true' || !request.model.trash

  return changeMany(request, transaction, 'delete', (id) => ({ id, op: gone ? 'delete' : 'trash' }))
}

async function changeMany(
  request: RecordRequest,
  transaction: Transaction,
  action: 'delete' | 'update',
  changeFor: (id: string) => Change,
): Promise<WriteAnswer> {
  const collection = request.model.slug
  requireLevel(request.model, action)
  const asked = request.query['where']
  if (!isNarrow(asked)) {
    throw recordErrors.QUERY_INVALID({ reason: 'a change of many records needs "where"' })
  }
  const { docs, totalDocs } = await readRecords(
    { collection, count: true, limit: MAX_LIMIT, where: readableWhere(request) },
    transaction,
  )
  if (totalDocs > MAX_LIMIT) {
    throw recordErrors.QUERY_INVALID({ reason: `it meets more than ${MAX_LIMIT} records` })
  }
  const batchId = newId()
  const ids = docs.map(({ id }) => id)
  // Parts of them are locked one after the other: in one order everywhere, or two such changes deadlock.
  const changes = ids.toSorted().map(changeFor)
  const given = await runInBatch(batchId, () =>
    writeRecords({ changes, collection, mode: 'strict', partial: true }, transaction),
  )
  const byId = new Map(given.map((result) => [result.id, result]))
  const results = ids.flatMap((id) => byId.get(id) ?? [])
  const written = results.flatMap((result) => (result.ok ? [result] : []))
  const errors = results.flatMap((result) =>
    result.ok ? [] : [{ ...describeFault(result.error), id: result.id }],
  )
  if (written.length > 0) {
    await openBatch(transaction, { id: batchId, kind: 'bulk', label: collection })
    const counts = { failed: errors.length, ok: written.length }
    await closeBatch(transaction, { counts, id: batchId })
  }
  const body = { docs: written.map(({ doc, id }) => doc ?? { id }), errors }

  return { body: JSON.stringify(body), status: 200 }
}
