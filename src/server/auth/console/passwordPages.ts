import type { Request, Response } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import { resetPassword } from '../../../identity/index.ts'
import { formBody, jsonBody, parseBody } from '../body.ts'
import { queryOf } from '../context.ts'
import { sendForgotPage } from '../pages/forgotPage.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { sendResetPage } from '../pages/resetPage.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { askForPlatformReset } from './askByMail.ts'
import type { ConsoleSettings } from './types.ts'

const forgotten = z.strictObject({ email: z.string().max(300) })
const reset = z.strictObject({ password: z.string().max(300), token: z.string().max(100) })

/** Resetting the password of the platform's staff by a link in a mail, through the API. */
export function consolePasswordApi(settings: ConsoleSettings): Router {
  const router = Router()
  router.post('/auth/forgot-password', jsonBody, async (request, response) => {
    await askForPlatformReset(request, settings, parseBody(forgotten, request.body).email)
    response.status(202).json({ accepted: true })
  })
  router.post('/auth/reset-password', jsonBody, async (request, response) => {
    await resetPassword({ ...parseBody(reset, request.body), tenantId: null })
    response.json({ reset: true })
  })

  return router
}

/** Resetting the password of the platform's staff by a link in a mail, as pages. */
export function consolePasswordPages(settings: ConsoleSettings): Router {
  const router = Router()
  router.get('/forgot-password', (request, response) => {
    sendForgotPage(response, { ...frameOf(request), back: '/' }, {})
  })
  router.post('/forgot-password', formBody, async (request, response) => {
    const frame = { ...frameOf(request), back: '/' }
    try {
      await askForPlatformReset(request, settings, parseBody(forgotten, request.body).email)
      sendForgotPage(response, frame, { good: authTexts.translate(frame.locale, 'forgot.done') })
    } catch (error) {
      sendForgotPage(response, frame, { bad: refusalText(frame.locale, error), status: 400 })
    }
  })
  router.get('/reset-password', (request, response) => {
    sendResetPage(response, frameOf(request), { token: queryOf(request, 'token') })
  })
  router.post('/reset-password', formBody, submitReset)

  return router
}

async function submitReset(request: Request, response: Response): Promise<void> {
  const body = parseBody(reset, request.body)
  try {
    await resetPassword({ ...body, tenantId: null })
    clearSessionCookie(request, response)
    response.redirect(303, '/?changed=1')
  } catch (error) {
    const frame = frameOf(request)
    sendResetPage(response, frame, { bad: refusalText(frame.locale, error), token: body.token })
  }
}

function frameOf(request: Request): { locale: string; name: string } {
  const locale = pageLocale(request)

  return { locale, name: authTexts.translate(locale, 'console.platform') }
}
