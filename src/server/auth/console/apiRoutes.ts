import { Router } from 'express'
import { z } from 'zod'

import { signInToPlatform, signOut } from '../../../identity/index.ts'
import { jsonBody, parseBody } from '../body.ts'
import { queryOf } from '../context.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { startSession } from '../startSession.ts'
import { visitorOf } from '../visitorOf.ts'
import {
  createTenantFrom,
  newTenant,
  PAGE_SIZE,
  requireManager,
  resume,
  setUpStaff,
  suspend,
} from './actions.ts'
import { consolePasswordApi } from './passwordPages.ts'
import { requireStaff, staffOf } from './staff.ts'
import { staffApi } from './staffActs.ts'
import { tenantActs } from './tenantActs.ts'
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
  router.use(consolePasswordApi(settings))
  router.use('/platform', tenantsApi(settings), tenantActs(settings), staffApi(settings))

  return router
}

/** The tenants of the installation, for its staff. */
function tenantsApi(settings: ConsoleSettings): Router {
  const router = Router()
  router.post('/staff', jsonBody, async (request, response) => {
    requireStaff(request)
    const body = parseBody(credentials, request.body)
    await setUpStaff(body)
    response.status(201).json({ created: true })
  })
  router.get('/tenants', async (request, response) => {
    await requireManager(requireStaff(request))
    const page = Math.max(1, Math.min(1_000_000, Math.trunc(Number(queryOf(request, 'page'))) || 1))
    const limit = Math.max(
      1,
      Math.min(100, Math.trunc(Number(queryOf(request, 'limit'))) || PAGE_SIZE),
    )
    const search = queryOf(request, 'search').slice(0, 200)
    const found = await settings.tenants.listTenants({ limit, page, search })
    response.json({ docs: found.docs, limit, page, totalDocs: found.totalDocs })
  })
  router.post('/tenants', jsonBody, async (request, response) => {
    requireStaff(request)
    const doc = await createTenantFrom(settings, parseBody(newTenant, request.body))
    response.status(201).json({ doc })
  })
  router.post('/tenants/:slug/suspend', async (request, response) => {
    const staff = requireStaff(request)
    response.json({ doc: await suspend(settings, staff, request.params.slug) })
  })
  router.post('/tenants/:slug/resume', async (request, response) => {
    const staff = requireStaff(request)
    response.json({ doc: await resume(settings, staff, request.params.slug) })
  })

  return router
}
