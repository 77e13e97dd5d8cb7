import type { Request, Response } from 'express'

import { input, notice } from '../pages/forms.ts'
import { html } from '../pages/html.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { sendPage } from '../pages/sendPage.ts'
import { authTexts } from '../translations/index.ts'

/** Sends the page on which the platform's staff signs in and others find the way to their tenant. */
export function sendSignInPage(
  request: Request,
  response: Response,
  told: { bad?: string; email?: string; good?: string; originOf: (slug: string) => string },
): void {
  const locale = pageLocale(request)
  const say = authTexts.translate

  sendPage(response, {
    body: html`${notice('bad', told.bad)}${notice('good', told.good)}
      <form class="full" method="post" action="/login">
        ${input({
          autoComplete: 'username',
          name: 'email',
          text: say(locale, 'fields.email'),
          type: 'email',
          value: told.email ?? '',
        })}
        ${input({
          autoComplete: 'current-password',
          name: 'password',
          text: say(locale, 'fields.password'),
          type: 'password',
        })}
        <button>${say(locale, 'login.submit')}</button>
      </form>
      <p></p>
      <p><a href="/forgot-password">${say(locale, 'login.forgot')}</a></p>
      <h2>${say(locale, 'console.findTenant')}</h2>
      <form action="/go">
        ${input({ name: 'tenant', text: say(locale, 'console.slug'), type: 'text' })}
        <button class="quiet">${say(locale, 'console.go')}</button>
      </form>
      <p></p>
      <p class="soft">${say(locale, 'console.findIntro')}</p>
      <form method="post" action="/find">
        ${input({
          autoComplete: 'username',
          name: 'email',
          text: say(locale, 'fields.email'),
          type: 'email',
        })}
        <button class="quiet">${say(locale, 'console.findByMail')}</button>
      </form>`,
    // The form below is answered with a redirect to a tenant's host; browsers check that too.
    formTargets: told.originOf('any').replace('//any.', '//*.'),
    head: { name: say(locale, 'console.platform') },
    heading: say(locale, 'console.signIn'),
    locale,
    ...(told.bad === undefined ? {} : { status: 401 }),
  })
}
