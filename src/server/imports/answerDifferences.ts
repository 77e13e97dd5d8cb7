import type { Request, Response } from 'express'

import { recordErrors } from '../../collection/index.ts'
import { listDifferences } from '../../imports/index.ts'
import { idOf, page, queryOf } from './importRequest.ts'

const OUTCOMES = ['changed', 'created', 'near', 'refused', 'unchanged'] as const

/** `GET /api/imports/:id/differences?outcome=&page=&limit=`: what the last dry run found, row by row. */
export async function answerDifferences(request: Request, response: Response): Promise<void> {
  const query = queryOf(request)
  const asked = query.get('outcome')
  const outcome = OUTCOMES.find((one) => one === asked) ?? null
  if (asked !== null && outcome === null) {
    throw recordErrors.QUERY_INVALID({ reason: `outcome must be one of ${OUTCOMES.join(', ')}` })
  }
  const { limit, page: number } = page(query)
  const { counts, rows } = await listDifferences({
    id: idOf(request),
    limit,
    outcome,
    page: number,
  })
  response.json({ counts, docs: rows, limit, page: number })
}
