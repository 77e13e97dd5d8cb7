import type { Request, Response } from 'express'
import { Router } from 'express'

import { recordErrors } from '../../collection/index.ts'
import { apiKeyOf, canDo } from '../../identity/index.ts'
import type { JobView } from '../../jobs/index.ts'
import { cancelJob, getJob, jobsErrors, listJobResults } from '../../jobs/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

const MAX_LIMIT = 1000

/** `/api/jobs/<id>`: how far a job is, what became of its rows, and stopping it. */
export function jobsRouter(): Router {
  const router = Router()
  router.get('/api/jobs/:id', async (request, response) => {
    response.json(await visibleJob(request.params.id))
  })
  router.get('/api/jobs/:id/results', answerResults)
  router.post('/api/jobs/:id/cancel', async (request, response) => {
    const { id } = await visibleJob(request.params.id)
    await cancelJob(id)
    response.json(await getJob(id))
  })

  return router
}

async function answerResults(request: Request<{ id: string }>, response: Response): Promise<void> {
  const { id } = await visibleJob(request.params.id)
  const query = new URL(request.originalUrl, 'http://host').searchParams
  const limit = Number(query.get('limit') ?? 100)
  const page = Number(query.get('page') ?? 1)
  const isWhole = [limit, page].every((number) => Number.isSafeInteger(number) && number >= 1)
  if (!isWhole || page > 1_000_000) {
    throw recordErrors.QUERY_INVALID({ reason: 'limit and page must be whole numbers' })
  }
  const bounded = Math.min(limit, MAX_LIMIT)
  const { docs, totalDocs } = await listJobResults(id, { limit: bounded, page })
  response.json({ docs, limit: bounded, page, totalDocs })
}

/** The job, for the person or the API key that started it and for those who manage the tenant; to others it is not there. */
async function visibleJob(id: string): Promise<JobView> {
  const principal = requirePrincipal()
  const job = isId(id) ? await getJob(id) : undefined
  if (job === undefined) {
    throw jobsErrors.NOT_FOUND({ id })
  }
  // What a key did by its role, its owner need not be allowed to see, and the other way round.
  const isOwn = job.createdBy === principal.userId && job.apiKey === apiKeyOf(principal)
  if (!isOwn && !canDo(principal, 'settings.manage')) {
    throw jobsErrors.NOT_FOUND({ id })
  }

  return job
}
