import { Router } from 'express'
import { z } from 'zod'

import {
  identityErrors,
  readSignInPolicy,
  resetUserSecondFactor,
  setSignInPolicy,
  signOutUser,
} from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { requirePrincipal } from '../../records/recordRequest.ts'
import { jsonBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { requirePermission, tenantRefOf } from '../context.ts'

const policy = z.strictObject({ requireSecondFactor: z.boolean() })

/** What administrators decide about signing in: the tenant's policy, and the sessions and lost factors of others. */
export function policyRoutes(settings: AuthSettings): Router {
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
  router.post('/users/:id/second-factor-reset', async (request, response) => {
    const manager = requirePermission('users.manage')
    const userId = request.params.id
    if (!isId(userId)) {
      throw identityErrors.USER_MISSING({ field: 'user' })
    }
    await resetUserSecondFactor({ manager, tenant: tenantRefOf(request, settings), userId })
    settings.mails.kick()
    response.json({ id: userId })
  })

  return router
}
