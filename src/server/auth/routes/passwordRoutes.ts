import { setTimeout } from 'node:timers/promises'

import type { Request } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import { requestPasswordReset, resetPassword } from '../../../identity/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { jsonBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { tenantRefOf } from '../context.ts'

/** Longer than the work for a known address, so that the time tells nobody whether it is known. */
export const ANSWER_AFTER_MS = 250

const forgotten = z.strictObject({ email: z.string().max(300) })
const reset = z.strictObject({ password: z.string().max(300), token: z.string().max(100) })

/** Asking for a link to a new password, and using it. */
export function passwordRoutes(settings: AuthSettings): Router {
  const router = Router()

  router.post('/forgot-password', jsonBody, async (request, response) => {
    await askForReset(request, settings, parseBody(forgotten, request.body).email)
    response.status(202).json({ accepted: true })
  })
  router.post('/reset-password', jsonBody, async (request, response) => {
    const body = parseBody(reset, request.body)
    await resetPassword({ ...body, tenantId: tenantOf(request).id })
    response.json({ reset: true })
  })

  return router
}

/** Asks for a reset link; takes and answers the same whether or not the address is known. */
export async function askForReset(
  request: Request,
  settings: AuthSettings,
  email: string,
): Promise<void> {
  const tenant = tenantRefOf(request, settings)
  await Promise.all([
    requestPasswordReset({ email, ip: request.ip ?? '', tenant }),
    setTimeout(ANSWER_AFTER_MS),
  ])
  settings.mails.kick()
}
