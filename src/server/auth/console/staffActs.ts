import type { Request, RequestHandler } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import { listPlatformAudit } from '../../../audit/index.ts'
import { openSupport, resetFactorByStaff } from '../../../identity/index.ts'
import { formBody, jsonBody, parseBody } from '../body.ts'
import { queryOf } from '../context.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'
import { managesNothing, requireManager } from './actions.ts'
import { sendAuditPage } from './auditPage.ts'
import { sendPeoplePage } from './peoplePage.ts'
import { requireStaff, staffOf } from './staff.ts'
import { sendSupportPage } from './supportPage.ts'
import { managedTenant, support, supportUrl } from './tenantActs.ts'
import type { ConsoleSettings } from './types.ts'

const reset = z.strictObject({ code: z.string().min(6).max(40), email: z.string().max(300) })
const supportForm = z.object({ code: z.string().max(40), reason: z.string().max(500) })
const query = z.strictObject({
  after: z.uuid().optional(),
  kind: z.string().max(100).optional(),
  limit: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(200)).default(50),
})

/** The API of what staff do beside tenants: their own audit, and second factors that were lost. */
export function staffApi(settings: ConsoleSettings): Router {
  const router = Router()
  router.get('/audit', async (request, response) => {
    await requireManager(requireStaff(request))
    const given = new URL(request.originalUrl, 'http://localhost').searchParams
    response.setHeader('cache-control', 'no-store')
    response.json(await listPlatformAudit(parseBody(query, Object.fromEntries(given))))
  })
  router.post('/second-factor-reset', jsonBody, async (request, response) => {
    await requireManager(requireStaff(request))
    await resetFactor(request, settings, parseBody(reset, request.body))
    response.json({ reset: true })
  })

  return router
}

/** The pages of support, the audit and lost second factors, which work without scripts. */
export function staffPages(settings: ConsoleSettings): Router {
  const router = Router()
  router.get('/audit', onlyManagers, (request, response) =>
    sendAuditPage(request, response, requireStaff(request)),
  )
  router.get('/people', onlyManagers, (request, response) => {
    const done = queryOf(request, 'done') !== ''
    const good = authTexts.translate(pageLocale(request), 'console.reset.done')

    return sendPeoplePage(request, response, {
      ...(done ? { good } : {}),
      staff: requireStaff(request),
    })
  })
  router.post('/people/second-factor', onlyManagers, formBody, async (request, response) => {
    const { code, email } = parseBody(
      z.object({ code: z.string(), email: z.string() }),
      request.body,
    )
    try {
      await resetFactor(request, settings, parseBody(reset, { code, email }))
      response.redirect(303, '/people?done=1')
    } catch (error) {
      const bad = refusalText(pageLocale(request), error)
      await sendPeoplePage(request, response, { bad, email, staff: requireStaff(request) })
    }
  })
  router.use(supportPages(settings))

  return router
}

function supportPages(settings: ConsoleSettings): Router {
  const router = Router()
  const viewOf = async (request: Request) => {
    const tenant = await managedTenant(request, settings)
    const origin = settings.originOf(tenant.slug, tenant.domain)

    return { origin, staff: requireStaff(request), tenant }
  }
  router.get('/tenants/:slug/support', onlyManagers, async (request, response) =>
    sendSupportPage(request, response, await viewOf(request)),
  )
  router.post('/tenants/:slug/support', onlyManagers, formBody, async (request, response) => {
    const view = await viewOf(request)
    const given = parseBody(supportForm, request.body)
    try {
      const { code } = await openSupport({
        ...parseBody(support, given),
        staff: view.staff,
        tenantId: view.tenant.id,
        visitor: visitorOf(request, settings.demo),
      })
      response.setHeader('cache-control', 'no-store')
      response.redirect(303, supportUrl(settings, view.tenant, code))
    } catch (error) {
      const bad = refusalText(pageLocale(request), error)
      await sendSupportPage(request, response, { ...view, bad, reason: given.reason })
    }
  })

  return router
}

async function resetFactor(
  request: Request,
  settings: ConsoleSettings,
  given: z.infer<typeof reset>,
): Promise<void> {
  const locale = pageLocale(request)
  const name = authTexts.translate(locale, 'console.platform')
  await resetFactorByStaff({
    ...given,
    platform: { locale, name, origin: settings.platformOrigin() },
    staff: requireStaff(request),
    visitor: visitorOf(request, settings.demo),
  })
  settings.mails.kick()
}

/** Leads everybody else to the first page, which says what they have to do. */
const onlyManagers: RequestHandler = async (request, response, next) => {
  const staff = staffOf(request)
  if (staff === null || (await managesNothing(staff))) {
    response.redirect(303, '/')
  } else {
    next()
  }
}
