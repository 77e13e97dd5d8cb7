import type { Response } from 'express'

import { COUNT_CAP, countRecords } from '../../collection/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { readableWhere } from './recordRequest.ts'

/**
 * `GET /api/<slug>/count`: how many records meet the condition; beyond 10,000 that many and
 * `totalIsCapped`, unless `exact=true` asks for the figure itself.
 */
export async function answerCount(request: RecordRequest, response: Response): Promise<void> {
  const query = { collection: request.model.slug, where: readableWhere(request) }
  if (request.query['exact'] === 'true') {
    response.json({ totalDocs: await countRecords(query) })

    return
  }
  const total = await countRecords({ ...query, most: COUNT_CAP })
  response.json(
    total > COUNT_CAP ? { totalDocs: COUNT_CAP, totalIsCapped: true } : { totalDocs: total },
  )
}
