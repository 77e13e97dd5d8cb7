import type { Change, WriteAnswer } from '../../collection/index.ts'
import { readRecords, recordErrors, writeRecord } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { readableWhere } from './recordRequest.ts'
import { updateOf } from './updateOf.ts'

/** `POST /api/<slug>`: one new record. */
export async function createOne(
  request: RecordRequest,
  transaction: Transaction,
): Promise<WriteAnswer> {
  const doc = await writeOne(request, { data: request.body, op: 'create' }, transaction)

  return { body: JSON.stringify({ doc, message: 'created' }), status: 201 }
}

/** `PATCH /api/<slug>/<id>`: the fields sent; `version` in the body refuses a lost update with 409. */
export async function updateOne(
  request: RecordRequest,
  transaction: Transaction,
): Promise<WriteAnswer> {
  const change = updateOf(request.id, request.body)
  // What is to be restored lies in the trash, whether the address says so or not.
  const place = change.op === 'restore' ? inTrash(request) : request
  // Sent together; what is written without the right to read is rolled back.
  const [read, written] = await Promise.allSettled([
    requireReadable(place, transaction),
    writeOne(request, change, transaction),
  ])
  if (read.status === 'rejected') {
    throw read.reason
  }
  if (written.status === 'rejected') {
    throw written.reason
  }

  return { body: JSON.stringify({ doc: written.value, message: 'updated' }), status: 200 }
}

/** `DELETE /api/<slug>/<id>`: into the trash; from the trash (`?trash=true`) for good. */
export async function removeOne(
  request: RecordRequest,
  transaction: Transaction,
): Promise<WriteAnswer> {
  const doc = await requireReadable(inTrash(request), transaction)
  const gone = request.query['trash'] === 'true' || !request.model.trash
  if (!gone && doc['deletedAt'] !== null) {
    throw recordErrors.NOT_FOUND({})
  }
  const change: Change = { id: request.id, op: gone ? 'delete' : 'trash' }
  const after = await writeOne(request, change, transaction)

  return {
    body: JSON.stringify({ doc: after ?? doc, message: gone ? 'deleted' : 'trashed' }),
    status: 200,
  }
}

async function writeOne(request: RecordRequest, change: Change, transaction: Transaction) {
  const { model } = request

  return writeRecord({ change, collection: model.slug, mode: 'strict' }, transaction)
}

/** A record that the person may not read must answer like a missing one before any other refusal. */
async function requireReadable(request: RecordRequest, transaction: Transaction) {
  const query = { ...request.query, where: undefined }
  const where = { and: [{ id: { equals: request.id } }, readableWhere({ ...request, query })] }
  const { docs } = await readRecords(
    { collection: request.model.slug, limit: 1, where },
    transaction,
  )
  const [doc] = docs
  if (doc === undefined) {
    throw recordErrors.NOT_FOUND({})
  }

  return doc
}

function inTrash(request: RecordRequest): RecordRequest {
  return { ...request, query: { ...request.query, trash: 'true' } }
}
