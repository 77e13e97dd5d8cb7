import type { Request, Response } from 'express'

import { tenantOf } from '../../middleware/enterTenant.ts'
import { formBody } from '../body.ts'
import { principalOf } from '../context.ts'
import { leave } from '../leave.ts'
import { clearSessionCookie } from '../sessionToken.ts'
import { authTexts } from '../translations/index.ts'
import { html } from './html.ts'
import { pageLocale } from './pageLocale.ts'
import { sendPage } from './sendPage.ts'
import type { FormPage } from './types.ts'

/** Signing out; a link of another site only gets the question. */
export const logoutPage: FormPage = { body: formBody, show, submit: goOut }

async function show(request: Request, response: Response): Promise<void> {
  if (principalOf() === null || request.headers['sec-fetch-site'] === 'same-origin') {
    await goOut(request, response)

    return
  }
  const tenant = tenantOf(request)
  const locale = pageLocale(request, tenant.locale)
  sendPage(response, {
    body: html`<form class="full" method="post">
      <button>${authTexts.translate(locale, 'logout.submit')}</button>
    </form>`,
    head: { name: tenant.name },
    heading: authTexts.translate(locale, 'logout.heading'),
    locale,
  })
}

async function goOut(request: Request, response: Response): Promise<void> {
  await leave(principalOf())
  clearSessionCookie(request, response)
  response.redirect(303, '/login')
}
