import type { Request, Response } from 'express'

import type { PlatformPrincipal } from '../../../identity/index.ts'
import { describeSecondFactor, readSupportLevel, SUPPORT_MINUTES } from '../../../identity/index.ts'
import { input, notice } from '../pages/forms.ts'
import type { Html } from '../pages/html.ts'
import { html } from '../pages/html.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { sendPage } from '../pages/sendPage.ts'
import { authTexts } from '../translations/index.ts'
import { consoleHead } from './consoleHead.ts'
import type { ConsoleTenant } from './types.ts'

/** The support page of one tenant, and who of the staff looks at it. */
export type SupportView = {
  bad?: string
  /** Scheme, host and port of the tenant, to which the form leads. */
  origin: string
  reason?: string
  staff: PlatformPrincipal
  tenant: ConsoleTenant
}

const say = authTexts.translate

/** Sends the form with which staff come into a tenant as support, and what the tenant lets them do. */
export async function sendSupportPage(
  request: Request,
  response: Response,
  view: SupportView,
): Promise<void> {
  const { bad, origin, staff, tenant } = view
  const locale = pageLocale(request)
  const level = await readSupportLevel(tenant.id)
  const { isActive } = await describeSecondFactor(staff.accountId)
  sendPage(response, {
    body: html`${notice('bad', bad)}
      <p>${say(locale, `console.support.${level ?? 'off'}`, { tenant: tenant.name })}</p>
      ${level === null ? undefined : isActive ? form(locale, view) : enrol(locale)}
      <p></p>
      <p><a href="/">${say(locale, 'console.back')}</a></p>`,
    // The form is answered with a redirect to the tenant's host; browsers check that too.
    formTargets: origin,
    head: consoleHead(locale, staff),
    heading: say(locale, 'console.support.heading', { tenant: tenant.name }),
    isWide: true,
    locale,
    ...(bad === undefined ? {} : { status: 400 }),
  })
}

function form(locale: string, { reason, tenant }: SupportView): Html {
  return html`<p class="soft">
      ${say(locale, 'console.support.intro', { minutes: SUPPORT_MINUTES })}
    </p>
    <form method="post" action="/tenants/${tenant.slug}/support">
      ${input({
        hint: say(locale, 'console.support.reasonHint'),
        name: 'reason',
        text: say(locale, 'console.support.reason'),
        type: 'text',
        value: reason ?? '',
      })}
      ${input({
        autoComplete: 'one-time-code',
        name: 'code',
        text: say(locale, 'factor.code'),
        type: 'text',
      })}
      <button>${say(locale, 'console.support.submit')}</button>
    </form>`
}

/** What staff without a second factor are shown in place of a form that asks for its code. */
export function enrol(locale: string): Html {
  return html`<p>
    ${say(locale, 'console.factorMissing')}
    <a href="/account/second-factor">${say(locale, 'factor.begin')}</a>
  </p>`
}
