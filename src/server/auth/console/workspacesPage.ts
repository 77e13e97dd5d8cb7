import type { Request, Response } from 'express'

import type { Membership } from '../../../identity/index.ts'
import { createSwitchCode } from '../../../identity/index.ts'
import { html } from '../pages/html.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { sendPage } from '../pages/sendPage.ts'
import { authTexts } from '../translations/index.ts'
import type { ConsoleSettings } from './types.ts'

/** Tenants that a code is made for at once; the others are listed with their address alone. */
const MOST_CODES = 20

type Place = { domain: null | string; name: string; url: string }

/**
 * Leads somebody who has shown their password on the bare host to their tenants, each by a code that
 * works once and for a minute; straight on where there is one.
 */
export async function sendToWorkspaces(
  settings: Pick<ConsoleSettings, 'originOf'>,
  request: Request,
  response: Response,
  person: {
    accountId: string
    memberships: readonly Membership[]
    needsSecondFactor: boolean
  },
): Promise<void> {
  const places: Place[] = []
  for (const [index, { domain, name, slug, tenantId }] of person.memberships.entries()) {
    const origin = settings.originOf(slug, domain)
    const url =
      index < MOST_CODES && !person.needsSecondFactor
        ? `${origin}/api/auth/switch?code=${await createSwitchCode(person, tenantId)}`
        : `${origin}/login`
    places.push({ domain, name, url })
  }
  const [first] = places
  response.setHeader('cache-control', 'no-store')
  // A browser follows a form only to hosts that its page has named: tenants' own hosts are not among them.
  if (places.length === 1 && first?.domain === null) {
    response.redirect(303, first.url)
  } else {
    sendPlaces(request, response, places)
  }
}

function sendPlaces(request: Request, response: Response, places: readonly Place[]): void {
  const locale = pageLocale(request)
  const say = authTexts.translate

  sendPage(response, {
    body: html`<p class="soft">${say(locale, 'workspaces.intro')}</p>
      <ul>
        ${places.map(({ name, url }) => html`<li><a href="${url}">${name}</a></li>`)}
      </ul>`,
    head: { name: say(locale, 'console.platform') },
    heading: say(locale, 'workspaces.heading'),
    locale,
  })
}
