import type { Request, Response } from 'express'
import express, { Router } from 'express'

import { batchErrors, listBatches, recordErrors, startUndo } from '../../collection/index.ts'
import { apiKeyOf, canDo } from '../../identity/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { answerWrite } from '../records/answerWrite.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

const MAX_LIMIT = 200

const json = express.json({ limit: '1kb' })

/** `/api/batches`: what changed many records at once, and its undo. */
export function batchesRouter(): Router {
  const router = Router()
  router.get('/api/batches', answerBatches)
  router.post('/api/batches/:id/undo', json, async (request, response) => {
    const { id } = request.params
    if (!isId(id)) {
      throw batchErrors.NOT_FOUND({})
    }
    const undo = answerWrite(async (_request, transaction) => ({
      body: JSON.stringify({ job: { id: await startUndo(transaction, id) } }),
      status: 202,
    }))
    await undo({ body: (request.body ?? {}) as Record<string, unknown> }, response)
  })

  return router
}

/** Others' batches are listed for those who may undo them. */
async function answerBatches(request: Request, response: Response): Promise<void> {
  const principal = requirePrincipal()
  const query = new URL(request.originalUrl, 'http://host').searchParams
  const after = query.get('after')
  const limit = Number(query.get('limit') ?? 20)
  if ((after !== null && !isId(after)) || !Number.isSafeInteger(limit) || limit < 1) {
    throw recordErrors.QUERY_INVALID({ reason: '"after" must be an id and "limit" a number' })
  }
  const isOwn = query.get('mine') === 'true' || !canDo(principal, 'records.undo')
  const page = await listBatches({
    ...(isOwn ? { actorId: apiKeyOf(principal) ?? principal.userId } : {}),
    ...(after === null ? {} : { after }),
    limit: Math.min(limit, MAX_LIMIT),
  })
  response.json(page)
}
