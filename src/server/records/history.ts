import type { Response } from 'express'

import type { WriteAnswer } from '../../collection/index.ts'
import { readHistory, recordErrors, restoreValues } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { pageOf, requireLevel, requirePrincipal } from './recordRequest.ts'

/** `GET /api/<slug>/<id>/history?field=&limit=&after=`: who changed what and when, newest first. */
export async function answerHistory(request: RecordRequest, response: Response): Promise<void> {
  requirePrincipal()
  requireLevel(request.model, 'read')
  const { after, field } = request.query
  if (field !== undefined && typeof field !== 'string') {
    throw recordErrors.QUERY_INVALID({ reason: '"field" must be one field' })
  }
  if (after !== undefined && !isId(after)) {
    throw recordErrors.QUERY_INVALID({ reason: '"after" must be the id of an entry' })
  }
  const page = await readHistory({
    ...(after === undefined ? {} : { after }),
    collection: request.model.slug,
    ...(field === undefined ? {} : { field }),
    id: request.id,
    limit: pageOf(request.query).limit,
  })
  response.json(page)
}

/** `POST /api/<slug>/<id>/history/<eventId>/restore`: writes the values from before that change. */
export async function restoreFromHistory(
  request: RecordRequest & { eventId: string },
  transaction: Transaction,
): Promise<WriteAnswer> {
  requireLevel(request.model, 'read')
  const { fields } = request.body
  if (!isNames(fields)) {
    throw recordErrors.QUERY_INVALID({ reason: '"fields" must be a list of field names' })
  }
  if (!isId(request.eventId)) {
    throw recordErrors.NOT_FOUND({})
  }
  const doc = await restoreValues(transaction, {
    collection: request.model.slug,
    eventId: request.eventId,
    fields,
    id: request.id,
  })

  return { body: JSON.stringify({ doc, message: 'restored' }), status: 200 }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string')
}
