import type { Request, Response } from 'express'

import type { RequestTenant } from '../../requestContext.ts'
import { authTexts } from '../translations/index.ts'
import { html } from './html.ts'
import { pageLocale } from './pageLocale.ts'
import { sendPage } from './sendPage.ts'

/** Tells a visitor with a browser that the tenant is suspended. */
export function sendSuspendedPage(
  request: Request,
  response: Response,
  tenant: Pick<RequestTenant, 'locale' | 'name'>,
): void {
  const locale = pageLocale(request, tenant.locale)

  sendPage(response, {
    body: html`<p>${authTexts.translate(locale, 'suspended.intro')}</p>`,
    head: { name: tenant.name },
    heading: authTexts.translate(locale, 'suspended.heading'),
    locale,
    status: 403,
  })
}
