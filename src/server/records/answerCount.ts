import type { Response } from 'express'

import { countRecords } from '../../collection/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { readableWhere } from './recordRequest.ts'

/** `GET /api/<slug>/count`: how many records meet the condition. */
export async function answerCount(request: RecordRequest, response: Response): Promise<void> {
  const where = readableWhere(request)

  response.json({ totalDocs: await countRecords({ collection: request.model.slug, where }) })
}
