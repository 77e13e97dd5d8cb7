import type { Request, Response } from 'express'

import { PASSWORD_MINIMUM } from '../../../identity/index.ts'
import { input, notice } from '../pages/forms.ts'
import { html } from '../pages/html.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { sendPage } from '../pages/sendPage.ts'
import { authTexts } from '../translations/index.ts'

/** Asks for a login of the platform's own: beside a real tenant the demo login manages nothing else. */
export function sendSetUpPage(
  request: Request,
  response: Response,
  told: { bad?: string; email?: string } = {},
): void {
  const locale = pageLocale(request)
  const say = authTexts.translate

  sendPage(response, {
    body: html`${notice('bad', told.bad)}
      <p class="soft">${say(locale, 'console.setUp')}</p>
      <form class="full" method="post" action="/setup">
        ${input({
          autoComplete: 'username',
          name: 'email',
          text: say(locale, 'console.setUpEmail'),
          type: 'email',
          value: told.email ?? '',
        })}
        ${input({
          autoComplete: 'new-password',
          hint: say(locale, 'fields.passwordHint', { minimum: PASSWORD_MINIMUM }),
          minLength: PASSWORD_MINIMUM,
          name: 'password',
          text: say(locale, 'console.setUpPassword'),
          type: 'password',
        })}
        <button>${say(locale, 'console.setUpSubmit')}</button>
      </form>`,
    head: { name: say(locale, 'console.platform') },
    heading: say(locale, 'console.setUpHeading'),
    locale,
    ...(told.bad === undefined ? {} : { status: 400 }),
  })
}
