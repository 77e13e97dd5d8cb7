import type { BulkOperation, BulkSelection, WriteAnswer } from '../../collection/index.ts'
import {
  applyOperations,
  closeBatch,
  openBatch,
  recordErrors,
  runInBatch,
  selectedIds,
  startBulk,
} from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { isNarrow } from './isNarrow.ts'
import type { RecordRequest } from './recordRequest.ts'
import { requirePrincipal } from './recordRequest.ts'

/** Most rows that are written while the request waits; more become a job. */
export const MAX_AT_ONCE = 1000

/** Most rows one request may send. */
const MAX_SENT = 50_000

/**
 * `POST /api/<slug>/bulk`: up to 1,000 operations at once with a true result for each, in the order sent;
 * above that, 202 and a job. Sent are `operations`, or one `op` with `ids` or `where`.
 */
export async function answerBulk(
  request: RecordRequest,
  transaction: Transaction,
): Promise<WriteAnswer> {
  if (!canDo(requirePrincipal(), 'records.bulk')) {
    throw recordErrors.FORBIDDEN({ action: 'change many records at once' })
  }
  const collection = request.model.slug
  const work = await readWork(request, transaction)
  if ('selection' in work) {
    return accepted(await startBulk(transaction, collection, work))
  }
  if (work.operations.length > MAX_AT_ONCE) {
    return accepted(await startBulk(transaction, collection, work))
  }
  const batchId = newId()
  const operations = work.operations.map((operation, index) => ({ index, operation }))
  const results = await runInBatch(batchId, () =>
    applyOperations(transaction, collection, operations),
  )
  const failed = results.filter((result) => !result.ok).length
  if (failed < results.length) {
    await openBatch(transaction, { id: batchId, kind: 'bulk', label: collection })
    const counts = { failed, ok: results.length - failed }
    await closeBatch(transaction, { counts, id: batchId })
  }

  return { body: JSON.stringify({ batchId, results }), status: 200 }
}

function accepted(id: string): WriteAnswer {
  return { body: JSON.stringify({ job: { id } }), status: 202 }
}

type Work = { operations: readonly BulkOperation[] } | { selection: BulkSelection }

async function readWork({ body, model }: RecordRequest, transaction: Transaction): Promise<Work> {
  const given = ['operations', 'ids', 'where'].filter((key) => body[key] !== undefined)
  if (given.length !== 1) {
    throw invalid('a bulk change needs one of "operations", "ids" and "where"')
  }
  if (body['operations'] !== undefined) {
    // What is wrong with one operation is said in its result.
    return { operations: listOf(body['operations'], 'operations') as BulkOperation[] }
  }
  const op = sharedOp(body['op'])
  const data = op === 'update' ? { data: dataOf(body['data']) } : {}
  if (body['ids'] !== undefined) {
    return { operations: listOf(body['ids'], 'ids').map((id) => ({ id, op, ...data })) }
  }
  if (!isNarrow(body['where'])) {
    throw invalid('"where" must name a condition')
  }
  const selection: BulkSelection = { ...data, op, where: body['where'] as BulkSelection['where'] }
  const page = { after: null, limit: MAX_AT_ONCE + 1 }
  const ids = await selectedIds(transaction, model.slug, selection, page)

  return ids.length > MAX_AT_ONCE
    ? { selection }
    : { operations: ids.map((id) => ({ id, op, ...data })) }
}

function sharedOp(op: unknown): BulkSelection['op'] {
  if (op !== 'delete' && op !== 'restore' && op !== 'trash' && op !== 'update') {
    throw invalid('"op" must be update, trash, restore or delete')
  }

  return op
}

function dataOf(data: unknown): Record<string, unknown> {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    throw invalid('"data" must be an object')
  }

  return data as Record<string, unknown>
}

function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw invalid(`"${name}" must be a list that is not empty`)
  }
  if (value.length > MAX_SENT) {
    throw invalid(`"${name}" may hold at most ${MAX_SENT}; use "where" or an import for more`)
  }

  return value
}

function invalid(reason: string) {
  return recordErrors.QUERY_INVALID({ reason })
}
