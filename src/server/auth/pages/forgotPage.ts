import type { Request, Response } from 'express'
import { z } from 'zod'

import { tenantOf } from '../../middleware/enterTenant.ts'
import { formBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { askForReset } from '../routes/passwordRoutes.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { input, notice } from './forms.ts'
import { html } from './html.ts'
import { pageLocale } from './pageLocale.ts'
import { sendPage } from './sendPage.ts'
import type { FormPage } from './types.ts'

const form = z.object({ email: z.string().max(300) })

/** Whose page it is: the language, the name beside the brand, and where signing in is. */
export type ForgotFrame = { back: string; locale: string; name: string }

/** Asking for a mail with a link to a new password. */
export function forgotPage(settings: AuthSettings): FormPage {
  return {
    body: formBody,
    show: (request, response) => {
      sendForgotPage(response, frameOf(request), {})
    },
    submit: async (request, response) => {
      const frame = frameOf(request)
      try {
        await askForReset(request, settings, parseBody(form, request.body).email)
        sendForgotPage(response, frame, { good: authTexts.translate(frame.locale, 'forgot.done') })
      } catch (error) {
        sendForgotPage(response, frame, { bad: refusalText(frame.locale, error), status: 400 })
      }
    },
  }
}

function frameOf(request: Request): ForgotFrame {
  const { locale, name } = tenantOf(request)

  return { back: '/login', locale: pageLocale(request, locale), name }
}

/** Sends the page on which a person asks for a link to a new password. */
export function sendForgotPage(
  response: Response,
  { back, locale, name }: ForgotFrame,
  told: { bad?: string; good?: string; status?: number },
): void {
  const say = authTexts.translate

  sendPage(response, {
    body: html`${notice('bad', told.bad)}${notice('good', told.good)}
      <p class="soft">${say(locale, 'forgot.intro')}</p>
      <form class="full" method="post">
        ${input({
          autoComplete: 'username',
          name: 'email',
          text: say(locale, 'fields.email'),
          type: 'email',
        })}
        <button>${say(locale, 'forgot.submit')}</button>
      </form>
      <p></p>
      <p><a href="${back}">${say(locale, 'login.heading')}</a></p>`,
    head: { name },
    heading: say(locale, 'forgot.heading'),
    locale,
    ...(told.status === undefined ? {} : { status: told.status }),
  })
}
