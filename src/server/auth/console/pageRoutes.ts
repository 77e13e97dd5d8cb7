import type { Request, RequestHandler, Response } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import {
  hasPlatformStaff,
  proveMemberships,
  signInToPlatform,
  signOut,
} from '../../../identity/index.ts'
import { formBody, parseBody } from '../body.ts'
import { queryOf } from '../context.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { startSession } from '../startSession.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'
import {
  createTenantFrom,
  managesNothing,
  newTenant,
  PAGE_SIZE,
  resume,
  setUpStaff,
  suspend,
} from './actions.ts'
import { askForWorkspaces } from './askByMail.ts'
import { consolePasswordPages } from './passwordPages.ts'
import { sendSetUpPage } from './setUpPage.ts'
import { sendSignInPage } from './signInPage.ts'
import { staffOf } from './staff.ts'
import { staffPages } from './staffActs.ts'
import { sendTenantsPage } from './tenantsPage.ts'
import type { ConsoleSettings } from './types.ts'
import { sendToWorkspaces } from './workspacesPage.ts'

const address = z.object({ email: z.string().max(300) })
const credentials = z.object({ email: z.string().max(300), password: z.string().max(300) })
const NOTES = ['created', 'resumed', 'suspended'] as const
const SLUG = /^[a-z0-9-]{1,63}$/

type Told = { bad?: string; values?: Record<string, string> }

/** The pages of the bare host, which work without scripts: signing in, finding a tenant, the console. */
export function consolePages(settings: ConsoleSettings): Router {
  const router = Router()
  const { originOf } = settings

  router.get('/', (request, response) => showTenants(settings, request, response, {}))
  for (const path of ['/admin', '/login']) {
    router.get(path, (_request, response) => {
      response.redirect(303, '/')
    })
  }
  router.get('/go', (request, response) => {
    const slug = queryOf(request, 'tenant').trim().toLowerCase()
    response.redirect(303, SLUG.test(slug) ? originOf(slug) : '/')
  })
  router.post('/login', formBody, async (request, response) => {
    const body = parseBody(credentials, request.body)
    try {
      await enter(settings, request, response, body)
    } catch (error) {
      const bad = refusalText(pageLocale(request), error)
      sendSignInPage(request, response, { bad, email: body.email, originOf })
    }
  })
  router.post('/find', formBody, async (request, response) => {
    const locale = pageLocale(request)
    try {
      await askForWorkspaces(request, settings, parseBody(address, request.body).email)
      const good = authTexts.translate(locale, 'console.findDone')
      sendSignInPage(request, response, { good, originOf })
    } catch (error) {
      sendSignInPage(request, response, { bad: refusalText(locale, error), originOf })
    }
  })
  router.post('/logout', async (request, response) => {
    await leave(request, response)
    response.redirect(303, '/')
  })
  router.use(consolePasswordPages(settings))
  router.use(tenantForms(settings), staffPages(settings))

  return router
}

/** What staff can do on the page of the tenants, each as a form of its own. */
function tenantForms(settings: ConsoleSettings): Router {
  const router = Router()
  router.post('/setup', onlyStaff, formBody, async (request, response) => {
    const body = parseBody(credentials, request.body)
    try {
      await setUpStaff(body)
      await leave(request, response)
      response.redirect(303, '/?set=1')
    } catch (error) {
      sendSetUpPage(request, response, {
        bad: refusalText(pageLocale(request), error),
        email: body.email,
      })
    }
  })
  router.post('/tenants', onlyStaff, formBody, async (request, response) => {
    const values = parseBody(z.record(z.string(), z.string()), request.body)
    try {
      const given = Object.entries(values).filter(([, value]) => value !== '')
      const wanted = parseBody(newTenant, Object.fromEntries(given))
      const tenant = await createTenantFrom(settings, wanted)
      response.redirect(303, `/?done=created&tenant=${tenant.slug}`)
    } catch (error) {
      const bad = refusalText(pageLocale(request), error)
      await showTenants(settings, request, response, { bad, values })
    }
  })
  for (const [verb, act] of [
    ['suspend', suspend],
    ['resume', resume],
  ] as const) {
    router.post(`/tenants/:slug/${verb}`, onlyStaff, async (request, response) => {
      try {
        const tenant = await act(settings, staffOf(request), String(request.params['slug']))
        const done = verb === 'suspend' ? 'suspended' : 'resumed'
        response.redirect(303, `/?done=${done}&tenant=${tenant.slug}`)
      } catch (error) {
        const bad = refusalText(pageLocale(request), error)
        await showTenants(settings, request, response, { bad })
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

/** Signs staff in to the console; anybody else with tenants goes on to those, without a session here. */
async function enter(
  settings: ConsoleSettings,
  request: Request,
  response: Response,
  given: z.infer<typeof credentials>,
): Promise<void> {
  const shown = { ...given, visitor: visitorOf(request, settings.demo) }
  const person = await proveMemberships(shown)
  if (person.kind === 'staff') {
    await startSession(request, response, await signInToPlatform(shown), staffOf(request))
    response.redirect(303, '/')

    return
  }
  // Whoever was signed in to the console with this browser is not the person at it now.
  await leave(request, response)
  await sendToWorkspaces(settings, request, response, person)
}

async function leave(request: Request, response: Response): Promise<void> {
  const staff = staffOf(request)
  if (staff !== null) {
    await signOut(staff)
  }
  clearSessionCookie(request, response)
}

async function showTenants(
  settings: ConsoleSettings,
  request: Request,
  response: Response,
  told: Told,
): Promise<void> {
  const staff = staffOf(request)
  const locale = pageLocale(request)
  const { originOf } = settings
  if (staff === null) {
    const good = signInNote(request, locale)
    sendSignInPage(request, response, { ...(good === undefined ? {} : { good }), originOf })

    return
  }
  if (await managesNothing(staff)) {
    sendSetUpPage(request, response)

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
        ? authTexts.translate(locale, `console.notes.${done}`, { slug })
        : undefined,
    locale,
    needsStaff: !(await hasPlatformStaff()),
    originOf,
    page,
    search,
    staff,
    totalDocs: found.totalDocs,
    values: told.values ?? {},
  })
}

function signInNote(request: Request, locale: string): string | undefined {
  if (queryOf(request, 'changed') !== '') {
    return authTexts.translate(locale, 'login.passwordChanged')
  }

  return queryOf(request, 'set') === ''
    ? undefined
    : authTexts.translate(locale, 'console.setUpDone')
}
