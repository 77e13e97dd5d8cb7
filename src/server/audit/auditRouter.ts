import { Router } from 'express'
import { z } from 'zod'

import { listAudit } from '../../audit/index.ts'
import { recordErrors } from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

const instant = z.iso.datetime({ offset: true })
const query = z.strictObject({
  actor: z.uuid().optional(),
  after: z.uuid().optional(),
  from: instant.optional(),
  kind: z.string().max(100).optional(),
  limit: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(200)).default(50),
  to: instant.optional(),
})

/** `GET /api/audit`: who did what, newest first, a page at a time; asks for `audit.read`. */
export function auditRouter(): Router {
  const router = Router()
  router.get('/api/audit', async (request, response) => {
    if (!canDo(requirePrincipal(), 'audit.read')) {
      throw recordErrors.FORBIDDEN({ action: 'read the audit' })
    }
    const given = Object.fromEntries(new URL(request.originalUrl, 'http://localhost').searchParams)
    const parsed = query.safeParse(given)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const reason = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
      throw recordErrors.QUERY_INVALID({ reason })
    }
    response.setHeader('cache-control', 'no-store')
    response.json(await listAudit(parsed.data))
  })

  return router
}
