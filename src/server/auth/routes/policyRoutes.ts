import { Router } from 'express'
import { z } from 'zod'

import {
  identityErrors,
  readSignInPolicy,
  setSignInPolicy,
  signOutUser,
} from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { requirePrincipal } from '../../records/recordRequest.ts'
import { jsonBody, parseBody } from '../body.ts'
import { requirePermission } from '../context.ts'

const policy = z.strictObject({ requireSecondFactor: z.boolean() })

/** What administrators decide about signing in: the tenant's policy, and ending somebody's sessions. */
export function policyRoutes(): Router {
  const router = Router()

  router.get('/policy', async (_request, response) => {
    requirePrincipal()
    response.json({ doc: await readSignInPolicy() })
  })
  router.patch('/policy', jsonBody, async (request, response) => {
    requirePermission('settings.manage')
    response.json({ doc: await setSignInPolicy(parseBody(policy, request.body)) })
  })
  router.post('/users/:id/sign-out', async (request, response) => {
    requirePermission('users.manage')
    const { id } = request.params
    if (!isId(id)) {
      throw identityErrors.USER_MISSING({ field: 'user' })
    }
    response.json({ ended: await signOutUser(id) })
  })

  return router
}
