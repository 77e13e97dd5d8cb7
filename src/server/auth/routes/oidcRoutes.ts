import type { Request, Response } from 'express'
import { Router } from 'express'

import { beginProviderSignIn, finishProviderSignIn, oidcErrors } from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import type { AuthSettings } from '../context.ts'
import { principalOf, queryOf } from '../context.ts'
import { sendCodePage } from '../pages/codePage.ts'
import { notice } from '../pages/forms.ts'
import { html } from '../pages/html.ts'
import { localPath } from '../pages/localPath.ts'
import { placeOf } from '../pages/placeOf.ts'
import { sendPage } from '../pages/sendPage.ts'
import { startSession } from '../startSession.ts'
import { clearTicketCookie, readTicket, setTicketCookie } from '../ticketCookie.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'

/** Signing in through a provider of the tenant: to it, and back from it. */
export function oidcRoutes(settings: AuthSettings): Router {
  const router = Router()
  const rules = { allowHttp: settings.allowHttpProviders ?? false }

  router.get('/auth/oidc/:id', async (request, response) => {
    await orRefusalPage(request, response, async () => {
      const redirect = localPath(queryOf(request, 'redirect'))
      const { address, ticket } = await beginProviderSignIn(
        { ...placeAt(request, settings), redirect },
        rules,
      )
      setTicketCookie(request, response, ticket)
      response.setHeader('cache-control', 'no-store')
      response.redirect(303, address)
    })
  })
  router.get('/auth/oidc/:id/callback', async (request, response) => {
    await orRefusalPage(request, response, async () => {
      const ticket = readTicket(request)
      clearTicketCookie(request, response)
      const { search } = new URL(request.originalUrl, 'http://localhost')
      const done = await finishProviderSignIn(
        { ...placeAt(request, settings), search, ticket },
        rules,
      )
      const next = localPath(done.redirect)
      if ('challenge' in done) {
        sendCodePage(request, response, { challenge: done.challenge, next })

        return
      }
      await startSession(request, response, done.opened, principalOf())
      response.redirect(303, next)
    })
  })

  return router
}

function placeAt(request: Request, settings: AuthSettings) {
  const { id } = request.params
  if (!isId(id)) {
    throw oidcErrors.PROVIDER_MISSING({})
  }

  return {
    // The host has been found to be this tenant's; the provider checks the address once more.
    origin: `${request.protocol}://${request.headers.host ?? ''}`.toLowerCase(),
    providerId: id,
    tenantId: tenantOf(request).id,
    visitor: visitorOf(request, settings.demo),
  }
}

async function orRefusalPage(
  request: Request,
  response: Response,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { locale, name } = placeOf(request)
    const bad = refusalText(locale, error)
    sendPage(response, {
      body: html`${notice('bad', bad)}
        <p><a href="/login">${authTexts.translate(locale, 'factor.again')}</a></p>`,
      head: { name },
      heading: authTexts.translate(locale, 'login.heading'),
      locale,
      status: statusOf(error),
    })
  }
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error ? Number(error.status) : 400
}
