import type { Response } from 'express'

import type { PageFacts } from '../../collection/index.ts'
import { paginate, readRecordTexts, recordErrors } from '../../collection/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { pageOf, readableWhere } from './recordRequest.ts'
import { sendJson } from './sendJson.ts'

/**
 * `GET /api/<slug>`: a page of records by `page`, or by the cursor of a neighbour in `after` or
 * `before`; the JSON of each row goes out as PostgreSQL wrote it.
 */
export async function answerList(request: RecordRequest, response: Response): Promise<void> {
  const { query } = request
  const where = readableWhere(request)
  const { limit, page } = pageOf(query)
  const after = textOf(query, 'after')
  const before = textOf(query, 'before')
  const byCursor = after !== undefined || before !== undefined
  if ((after !== undefined && before !== undefined) || (byCursor && page > 1)) {
    throw recordErrors.QUERY_INVALID({ reason: '"after", "before" and "page" exclude each other' })
  }
  const { texts, ...facts } = await readRecordTexts({
    after,
    before,
    collection: request.model.slug,
    count: query['pagination'] !== 'false' && 'capped',
    cursors: true,
    limit,
    page,
    sort: textOf(query, 'sort'),
    where,
  })
  const envelope = byCursor ? cursorEnvelope(facts, limit) : pageEnvelope(facts, { limit, page })
  sendJson(response, `{"docs":[${texts.join(',')}],${JSON.stringify(envelope).slice(1)}`)
}

function pageEnvelope(facts: PageFacts, { limit, page }: { limit: number; page: number }) {
  const { nextCursor, prevCursor } = facts

  return { ...paginate([], { ...facts, limit, page }), docs: undefined, nextCursor, prevCursor }
}

/** A page found by a cursor has no number. */
function cursorEnvelope(facts: PageFacts, limit: number) {
  const { nextCursor, prevCursor, totalDocs, totalIsCapped } = facts

  return {
    hasNextPage: nextCursor !== null,
    hasPrevPage: prevCursor !== null,
    limit,
    nextCursor,
    prevCursor,
    totalDocs,
    ...(totalIsCapped ? { totalIsCapped } : {}),
  }
}

function textOf(query: Record<string, unknown>, name: 'after' | 'before' | 'sort') {
  const value = query[name]
  if (value !== undefined && typeof value !== 'string') {
    throw name === 'sort'
      ? recordErrors.QUERY_INVALID({ reason: 'sort must be a list of fields parted by commas' })
      : recordErrors.CURSOR_INVALID({})
  }

  return value
}
