import type { Response } from 'express'

import { readRecordTexts, recordErrors } from '../../collection/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { readableWhere } from './recordRequest.ts'
import { sendJson } from './sendJson.ts'

/** `GET /api/<slug>/<id>`: one record; foreign, missing and unreadable ones answer alike. */
export async function answerOne(request: RecordRequest, response: Response): Promise<void> {
  const query = { ...request.query, where: undefined }
  const where = { and: [{ id: { equals: request.id } }, readableWhere({ ...request, query })] }
  const { texts } = await readRecordTexts({ collection: request.model.slug, limit: 1, where })
  const [text] = texts
  if (text === undefined) {
    throw recordErrors.NOT_FOUND({})
  }
  sendJson(response, text)
}
