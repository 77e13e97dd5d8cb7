import type { Request, Response } from 'express'

import type { PlatformPrincipal } from '../../../identity/index.ts'
import { describeSecondFactor } from '../../../identity/index.ts'
import { input, notice } from '../pages/forms.ts'
import { html } from '../pages/html.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { sendPage } from '../pages/sendPage.ts'
import { authTexts } from '../translations/index.ts'
import { consoleHead } from './consoleHead.ts'
import { enrol } from './supportPage.ts'

/** Sends the form with which staff take the second factor of somebody who has lost it. */
export async function sendPeoplePage(
  request: Request,
  response: Response,
  view: { bad?: string; email?: string; good?: string; staff: PlatformPrincipal },
): Promise<void> {
  const locale = pageLocale(request)
  const say = authTexts.translate
  const { isActive } = await describeSecondFactor(view.staff.accountId)
  sendPage(response, {
    body: html`${notice('bad', view.bad)}${notice('good', view.good)}
      <h2>${say(locale, 'console.reset.heading')}</h2>
      <p class="soft">${say(locale, 'console.reset.intro')}</p>
      ${
        isActive
          ? html`<form method="post" action="/people/second-factor">
              ${input({
                name: 'email',
                text: say(locale, 'console.reset.email'),
                type: 'email',
                value: view.email ?? '',
              })}
              ${input({
                autoComplete: 'one-time-code',
                name: 'code',
                text: say(locale, 'console.reset.code'),
                type: 'text',
              })}
              <button>${say(locale, 'console.reset.submit')}</button>
            </form>`
          : enrol(locale)
      }`,
    head: consoleHead(locale, view.staff),
    heading: say(locale, 'console.people'),
    isWide: true,
    locale,
    ...(view.bad === undefined ? {} : { status: 400 }),
  })
}
