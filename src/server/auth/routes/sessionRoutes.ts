import { Router } from 'express'
import { z } from 'zod'

import { identityErrors, listSessions, signIn, signOut } from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { requirePrincipal } from '../../records/recordRequest.ts'
import { jsonBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { principalOf } from '../context.ts'
import { leave } from '../leave.ts'
import { publicUser } from '../publicUser.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { startSession } from '../startSession.ts'
import { visitorOf } from '../visitorOf.ts'

const credentials = z.strictObject({ email: z.string().max(300), password: z.string().max(300) })

/** Signing in and out on a tenant's host, and the sessions a person has there. */
export function sessionRoutes(settings: AuthSettings): Router {
  const router = Router()

  router.post('/login', jsonBody, async (request, response) => {
    const tenant = tenantOf(request)
    const opened = await signIn({
      ...parseBody(credentials, request.body),
      tenantId: tenant.id,
      visitor: visitorOf(request, settings.demo),
    })
    await startSession(request, response, opened, principalOf())
    response.json({
      expiresAt: opened.session.expiresAt,
      token: opened.token,
      user: publicUser(opened.principal, tenant),
    })
  })
  router.post('/logout', async (request, response) => {
    await leave(principalOf())
    clearSessionCookie(request, response)
    response.json({ signedOut: true })
  })
  router.get('/me', (request, response) => {
    response.setHeader('cache-control', 'no-store')
    response.json({ user: publicUser(requirePrincipal(), tenantOf(request)) })
  })
  router.get('/sessions', async (_request, response) => {
    const principal = requirePrincipal()
    const sessions = await listSessions(principal)
    response.json({
      docs: sessions.map((session) => ({
        ...session,
        isCurrent: session.id === principal.sessionId,
      })),
    })
  })
  router.delete('/sessions/:id', async (request, response) => {
    const principal = requirePrincipal()
    const { id } = request.params
    const own = await listSessions(principal)
    if (!isId(id) || !own.some((session) => session.id === id)) {
      throw identityErrors.SESSION_MISSING({})
    }
    await signOut({ accountId: principal.accountId, sessionId: id })
    response.json({ id })
  })

  return router
}
