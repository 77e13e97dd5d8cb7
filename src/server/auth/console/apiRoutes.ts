import { Router } from 'express'
import { z } from 'zod'

import { signInToPlatform, signOut } from '../../../identity/index.ts'
import { jsonBody, parseBody } from '../body.ts'
import { queryOf } from '../context.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { startSession } from '../startSession.ts'
import { visitorOf } from '../visitorOf.ts'
import { createTenantFrom, newTenant, PAGE_SIZE, resume, suspend } from './actions.ts'
import { requireStaff, staffOf } from './staff.ts'
import type { ConsoleSettings } from './types.ts'

const credentials = z.strictObject({ email: z.string().max(300), password: z.string().max(300) })

/** The API of the bare host: signing in as the platform's staff, and its tenants. */
export function consoleApi(settings: ConsoleSettings): Router {
  const router = Router()

  router.post('/auth/login', jsonBody, async (request, response) => {
    const opened = await signInToPlatform({
      ...parseBody(credentials, request.body),
      visitor: visitorOf(request, settings.demo),
    })
    await startSession(request, response, opened, staffOf(request))
    const { email, name } = opened.principal
    response.json({ token: opened.token, user: { email, name } })
  })
  router.post('/auth/logout', async (request, response) => {
    const staff = staffOf(request)
    if (staff !== null) {
      await signOut(staff)
    }
    clearSessionCookie(request, response)
    response.json({ signedOut: true })
  })
  router.get('/auth/me', (request, response) => {
    const { email, name } = requireStaff(request)
    response.json({ user: { email, name } })
  })
  router.get('/platform/tenants', async (request, response) => {
    requireStaff(request)
    const page = Math.max(1, Math.min(1_000_000, Math.trunc(Number(queryOf(request, 'page'))) || 1))
    const limit = Math.max(
      1,
      Math.min(100, Math.trunc(Number(queryOf(request, 'limit'))) || PAGE_SIZE),
    )
    const search = queryOf(request, 'search').slice(0, 200)
    const found = await settings.tenants.listTenants({ limit, page, search })
    response.json({ docs: found.docs, limit, page, totalDocs: found.totalDocs })
  })
  router.post('/platform/tenants', jsonBody, async (request, response) => {
    requireStaff(request)
    const doc = await createTenantFrom(settings, parseBody(newTenant, request.body))
    response.status(201).json({ doc })
  })
  router.post('/platform/tenants/:slug/suspend', async (request, response) => {
    requireStaff(request)
    response.json({ doc: await suspend(settings, request.params.slug) })
  })
  router.post('/platform/tenants/:slug/resume', async (request, response) => {
    requireStaff(request)
    response.json({ doc: await resume(settings, request.params.slug) })
  })

  return router
}
