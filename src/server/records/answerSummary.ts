import type { Response } from 'express'

import { recordErrors, summariseRecords } from '../../collection/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { readableWhere } from './recordRequest.ts'

/** `GET /api/<slug>/summary?by=stage.kind&sum=amount`: counts and sums per group. */
export async function answerSummary(request: RecordRequest, response: Response): Promise<void> {
  const { by, sum } = request.query
  if (typeof by !== 'string' || (sum !== undefined && typeof sum !== 'string')) {
    throw recordErrors.QUERY_INVALID({ reason: 'a summary needs "by", and at most one "sum"' })
  }
  const groups = await summariseRecords({
    by,
    collection: request.model.slug,
    ...(sum === undefined ? {} : { sum }),
    where: readableWhere(request),
  })
  response.json({ groups })
}
