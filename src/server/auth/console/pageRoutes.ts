import type { Request, RequestHandler, Response } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import { hasPlatformStaff, signInToPlatform, signOut } from '../../../identity/index.ts'
import { formBody, parseBody } from '../body.ts'
import { queryOf } from '../context.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { startSession } from '../startSession.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'
import { createTenantFrom, newTenant, PAGE_SIZE, resume, suspend } from './actions.ts'
import { sendSignInPage } from './signInPage.ts'
import { staffOf } from './staff.ts'
import { sendTenantsPage } from './tenantsPage.ts'
import type { ConsoleSettings } from './types.ts'

const credentials = z.object({ email: z.string().max(300), password: z.string().max(300) })
const NOTES = ['created', 'resumed', 'suspended'] as const
const SLUG = /^[a-z0-9-]{1,63}$/

type Told = { bad?: string; values?: Record<string, string> }

/** The console of the bare host, as pages that work without scripts. */
export function consolePages(settings: ConsoleSettings): Router {
  const router = Router()
  const show = (request: Request, response: Response, told: Told = {}) =>
    showTenants(settings, request, response, told)

  router.get('/', (request, response) => show(request, response))
  router.get('/go', (request, response) => {
    const slug = queryOf(request, 'tenant').trim().toLowerCase()
    response.redirect(303, SLUG.test(slug) ? settings.originOf(slug) : '/')
  })
  router.post('/login', formBody, async (request, response) => {
    const body = parseBody(credentials, request.body)
    try {
      const visitor = visitorOf(request, settings.demo)
      const opened = await signInToPlatform({ ...body, visitor })
      await startSession(request, response, opened, staffOf(request))
      response.redirect(303, '/')
    } catch (error) {
      const bad = refusalText(pageLocale(request), error)
      sendSignInPage(request, response, { bad, email: body.email, originOf: settings.originOf })
    }
  })
  router.post('/logout', async (request, response) => {
    const staff = staffOf(request)
    if (staff !== null) {
      await signOut(staff)
    }
    clearSessionCookie(request, response)
    response.redirect(303, '/')
  })
  router.post('/tenants', onlyStaff, formBody, async (request, response) => {
    const values = parseBody(z.record(z.string(), z.string()), request.body)
    try {
      const given = Object.entries(values).filter(([, value]) => value !== '')
      const tenant = await createTenantFrom(
        settings,
        parseBody(newTenant, Object.fromEntries(given)),
      )
      response.redirect(303, `/?done=created&tenant=${tenant.slug}`)
    } catch (error) {
      await show(request, response, { bad: refusalText(pageLocale(request), error), values })
    }
  })
  for (const [verb, act] of [
    ['suspend', suspend],
    ['resume', resume],
  ] as const) {
    router.post(`/tenants/:slug/${verb}`, onlyStaff, async (request, response) => {
      try {
        const tenant = await act(settings, String(request.params['slug']))
        const done = verb === 'suspend' ? 'suspended' : 'resumed'
        response.redirect(303, `/?done=${done}&tenant=${tenant.slug}`)
      } catch (error) {
        await show(request, response, { bad: refusalText(pageLocale(request), error) })
      }
    })
  }

  return router
}

const onlyStaff: RequestHandler = (request, response, next) => {
  if (staffOf(request) === null) {
    response.redirect(303, '/')
  } else {
    next()
  }
}

async function showTenants(
  settings: ConsoleSettings,
  request: Request,
  response: Response,
  told: Told,
): Promise<void> {
  const staff = staffOf(request)
  if (staff === null) {
    sendSignInPage(request, response, { originOf: settings.originOf })

    return
  }
  const page = Math.max(1, Math.min(1_000_000, Math.trunc(Number(queryOf(request, 'page'))) || 1))
  const search = queryOf(request, 'search').slice(0, 200)
  const found = await settings.tenants.listTenants({ limit: PAGE_SIZE, page, search })
  const done = NOTES.find((note) => note === queryOf(request, 'done'))
  const slug = queryOf(request, 'tenant')

  sendTenantsPage(response, {
    bad: told.bad,
    docs: found.docs,
    good:
      done !== undefined && SLUG.test(slug)
        ? authTexts.translate(pageLocale(request), `console.notes.${done}`, { slug })
        : undefined,
    locale: pageLocale(request),
    needsStaff: !(await hasPlatformStaff()),
    originOf: settings.originOf,
    page,
    search,
    staff,
    totalDocs: found.totalDocs,
    values: told.values ?? {},
  })
}
