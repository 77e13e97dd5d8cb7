import express, { Router } from 'express'

import { readSettings, recordErrors, writeSettings } from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { database } from '../../kernel/db/index.ts'
import { serverErrors } from '../errors.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

/** `/api/settings`: what this tenant has set; both reading and setting ask for `settings.manage`. */
export function settingsRouter(): Router {
  const router = Router()
  router.get('/api/settings', async (_request, response) => {
    requireManager()
    response.json(await readSettings())
  })
  router.patch('/api/settings', express.json({ limit: '16kb' }), async (request, response) => {
    requireManager()
    const body = request.body as unknown
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
      throw serverErrors.BODY_INVALID({})
    }
    const settings = await database().transaction(async (transaction) => {
      await writeSettings(transaction, body as Record<string, unknown>)

      return readSettings(transaction)
    })
    response.json(settings)
  })

  return router
}

function requireManager(): void {
  if (!canDo(requirePrincipal(), 'settings.manage')) {
    throw recordErrors.FORBIDDEN({ action: 'manage settings' })
  }
}
