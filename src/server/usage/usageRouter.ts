import { Router } from 'express'

import { recordErrors } from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { usageHere } from './usageHere.ts'

/** `GET /api/usage`: what this tenant uses by day and may use; asks for `settings.manage`. */
export function usageRouter(): Router {
  const router = Router()
  router.get('/api/usage', async (_request, response) => {
    if (!canDo(requirePrincipal(), 'settings.manage')) {
      throw recordErrors.FORBIDDEN({ action: 'see what the workspace uses' })
    }
    response.json(await usageHere())
  })

  return router
}
