import type { Response } from 'express'

import { paginate, readRecordTexts, recordErrors } from '../../collection/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { pageOf, readableWhere } from './recordRequest.ts'
import { sendJson } from './sendJson.ts'

/** `GET /api/<slug>`: a page of records; the JSON of each row goes out as PostgreSQL wrote it. */
export async function answerList(request: RecordRequest, response: Response): Promise<void> {
  const where = readableWhere(request)
  const { limit, page } = pageOf(request.query)
  const counted = request.query['pagination'] !== 'false'
  const { texts, totalDocs } = await readRecordTexts({
    collection: request.model.slug,
    count: counted,
    limit,
    page,
    sort: sortOf(request.query['sort']),
    where,
  })
  const envelope = { ...paginate([], { limit, page, totalDocs }), docs: undefined }
  sendJson(response, `{"docs":[${texts.join(',')}],${JSON.stringify(envelope).slice(1)}`)
}

function sortOf(sort: unknown): string | undefined {
  if (sort !== undefined && typeof sort !== 'string') {
    throw recordErrors.QUERY_INVALID({ reason: 'sort must be a list of fields parted by commas' })
  }

  return sort
}
