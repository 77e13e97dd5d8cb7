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

/** Asking for a mail with a link to a new password. */
export function forgotPage(settings: AuthSettings): FormPage {
  return {
    body: formBody,
    show: (request, response) => {
      show(request, response, {})
    },
    submit: async (request, response) => {
      const locale = pageLocale(request, tenantOf(request).locale)
      try {
        await askForReset(request, settings, parseBody(form, request.body).email)
        show(request, response, { good: authTexts.translate(locale, 'forgot.done') })
      } catch (error) {
        show(request, response, { bad: refusalText(locale, error), status: 400 })
      }
    },
  }
}

function show(
  request: Request,
  response: Response,
  told: { bad?: string; good?: string; status?: number },
): void {
  const tenant = tenantOf(request)
  const locale = pageLocale(request, tenant.locale)
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
      <p><a href="/login">${say(locale, 'login.heading')}</a></p>`,
    head: { name: tenant.name },
    heading: say(locale, 'forgot.heading'),
    locale,
    ...(told.status === undefined ? {} : { status: told.status }),
  })
}
