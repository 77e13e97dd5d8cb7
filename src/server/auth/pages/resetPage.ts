import type { Request, Response } from 'express'
import { z } from 'zod'

import { PASSWORD_MINIMUM, resetPassword } from '../../../identity/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { formBody, parseBody } from '../body.ts'
import { queryOf } from '../context.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { hidden, input, notice } from './forms.ts'
import { html } from './html.ts'
import { pageLocale } from './pageLocale.ts'
import { sendPage } from './sendPage.ts'
import type { FormPage } from './types.ts'

const form = z.object({ password: z.string().max(300), token: z.string().max(100) })

/** Choosing a new password with the link of a reset mail. */
export const resetPage: FormPage = { body: formBody, show: showFirst, submit }

function showFirst(request: Request, response: Response): void {
  sendResetPage(response, frameOf(request), { token: queryOf(request, 'token') })
}

async function submit(request: Request, response: Response): Promise<void> {
  const tenant = tenantOf(request)
  const body = parseBody(form, request.body)
  try {
    await resetPassword({ ...body, tenantId: tenant.id })
    clearSessionCookie(request, response)
    response.redirect(303, '/login?changed=1')
  } catch (error) {
    const frame = frameOf(request)
    sendResetPage(response, frame, { bad: refusalText(frame.locale, error), token: body.token })
  }
}

function frameOf(request: Request): { locale: string; name: string } {
  const { locale, name } = tenantOf(request)

  return { locale: pageLocale(request, locale), name }
}

/** Sends the page on which a person chooses a new password. */
export function sendResetPage(
  response: Response,
  { locale, name }: { locale: string; name: string },
  told: { bad?: string; token: string },
): void {
  const say = authTexts.translate

  sendPage(response, {
    body: html`${notice('bad', told.bad)}
      <p class="soft">${say(locale, 'reset.intro')}</p>
      <form class="full" method="post" action="/reset-password">
        ${hidden('token', told.token)}
        ${input({
          autoComplete: 'new-password',
          hint: say(locale, 'fields.passwordHint', { minimum: PASSWORD_MINIMUM }),
          minLength: PASSWORD_MINIMUM,
          name: 'password',
          text: say(locale, 'fields.newPassword'),
          type: 'password',
        })}
        <button>${say(locale, 'reset.submit')}</button>
      </form>`,
    head: { name },
    heading: say(locale, 'reset.heading'),
    locale,
    ...(told.bad === undefined ? {} : { status: 400 }),
  })
}
