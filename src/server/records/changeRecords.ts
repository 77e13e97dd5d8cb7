import type { Response } from 'express'

import type { Change, WriteResult } from '../../collection/index.ts'
import { readRecords, recordErrors, writeRecord, writeRecords } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { MAX_LIMIT, readableWhere, writeRights } from './recordRequest.ts'
import { sendJson } from './sendJson.ts'

/** `POST /api/<slug>`: one new record. */
export async function createOne(request: RecordRequest, response: Response): Promise<void> {
  const doc = await writeOne(request, { data: request.body, op: 'create' })

  response.status(201)
  sendJson(response, JSON.stringify({ doc, message: 'created' }))
}

/** `PATCH /api/<slug>/<id>`: the fields sent; `version` in the body refuses a lost update with 409. */
export async function updateOne(request: RecordRequest, response: Response): Promise<void> {
  const change = updateOf(request.id, request.body)
  const doc = await database().transaction(async (transaction) => {
    // Sent together; what is written without the right to read is rolled back.
    const [read, written] = await Promise.allSettled([
      requireReadable(request, transaction),
      writeOne(request, change, transaction),
    ])
    if (read.status === 'rejected') {
      throw read.reason
    }
    if (written.status === 'rejected') {
      throw written.reason
    }

    return written.value
  })

  sendJson(response, JSON.stringify({ doc, message: 'updated' }))
}

/** `DELETE /api/<slug>/<id>`: into the trash; from the trash (`?trash=true`) for good. */
export async function removeOne(request: RecordRequest, response: Response): Promise<void> {
  const doc = await requireReadable({ ...request, query: { ...request.query, trash: 'true' } })
  const gone = request.query['trash'] === 'true' || !request.model.trash
  if (!gone && doc['deletedAt'] !== null) {
    throw recordErrors.NOT_FOUND({})
  }
  const after = await writeOne(request, { id: request.id, op: gone ? 'delete' : 'trash' })

  response.json({ doc: after ?? doc, message: gone ? 'deleted' : 'trashed' })
}

/** `PATCH /api/<slug>?where=…`: the same fields on up to 200 records, each with its true result. */
export async function updateMany(request: RecordRequest, response: Response): Promise<void> {
  await changeMany(request, response, 'update', (id) => updateOf(id, request.body))
}

/** `DELETE /api/<slug>?where=…`: up to 200 records into the trash, or from it for good. */
export async function removeMany(request: RecordRequest, response: Response): Promise<void> {
  const gone = request.query['trash'] === 'true' || !request.model.trash

  await changeMany(request, response, 'delete', (id) => ({ id, op: gone ? 'delete' : 'trash' }))
}

async function changeMany(
  request: RecordRequest,
  response: Response,
  action: 'delete' | 'update',
  changeFor: (id: string) => Change,
): Promise<void> {
  const rights = writeRights(request.model)
  if (rights[action] === 'none') {
    throw recordErrors.FORBIDDEN({ action })
  }
  const asked = request.query['where']
  if (!isNarrow(asked)) {
    throw recordErrors.QUERY_INVALID({ reason: 'a change of many records needs "where"' })
  }
  const { docs, totalDocs } = await readRecords({
    collection: request.model.slug,
    count: true,
    limit: MAX_LIMIT,
    where: readableWhere(request),
  })
  if (totalDocs > MAX_LIMIT) {
    throw recordErrors.QUERY_INVALID({ reason: `it meets more than ${MAX_LIMIT} records` })
  }
  const results = await writeRecords({
    changes: docs.map((doc) => changeFor(doc.id)),
    collection: request.model.slug,
    mode: 'strict',
    partial: true,
    rights,
  })
  response.json({
    docs: results.flatMap((result) => (result.ok ? [result.doc ?? { id: result.id }] : [])),
    errors: results.flatMap((result) => (result.ok ? [] : [describe(result)])),
  })
}

/** True for a condition that says something; an empty `and` would meet every record. */
function isNarrow(where: unknown): boolean {
  if (where === null || typeof where !== 'object') {
    return false
  }

  return Object.entries(where as Record<string, unknown>).some(([key, value]) => {
    const word = key.toLowerCase()
    if (word !== 'and' && word !== 'or') {
      return true
    }
    const parts: unknown[] = value !== null && typeof value === 'object' ? Object.values(value) : []

    return word === 'and' ? parts.some(isNarrow) : parts.length > 0 && parts.every(isNarrow)
  })
}

function describe(result: Extract<WriteResult, { ok: false }>) {
  return {
    code: isTenonError(result.error) ? result.error.code : 'SERVER_INTERNAL',
    id: result.id,
    message: result.error.message,
  }
}

async function writeOne(request: RecordRequest, change: Change, transaction?: Transaction) {
  const { model } = request

  return writeRecord(
    { change, collection: model.slug, mode: 'strict', rights: writeRights(model) },
    transaction,
  )
}

/** A record that the person may not read must answer like a missing one before any other refusal. */
async function requireReadable(request: RecordRequest, transaction?: Transaction) {
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

/** Payload's screens trash and restore by sending `deletedAt` alone. */
function updateOf(id: string, body: Record<string, unknown>): Change {
  const { version, ...data } = body
  if (Object.keys(data).length === 1 && 'deletedAt' in data) {
    return { id, op: data['deletedAt'] === null ? 'restore' : 'trash' }
  }
  if (version !== undefined && !Number.isSafeInteger(version)) {
    throw recordErrors.FIELD_INVALID({ field: 'version', reason: 'must be a whole number' })
  }

  return {
    data,
    id,
    op: 'update',
    ...(version === undefined ? {} : { version: version as number }),
  }
}
