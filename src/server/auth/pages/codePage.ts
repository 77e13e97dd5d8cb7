import type { Request, Response } from 'express'
import { z } from 'zod'

import { authTexts } from '../translations/index.ts'
import { hidden, input, notice } from './forms.ts'
import { html } from './html.ts'
import { placeOf } from './placeOf.ts'
import { sendPage } from './sendPage.ts'

/** What the form for the code sends. */
export const codeForm = z.object({
  challenge: z.string().max(100),
  code: z.string().max(40),
  next: z.string().max(2_000).default('/'),
})

/** Sends the page that asks for the code of the authenticator app, after the password. */
export function sendCodePage(
  request: Request,
  response: Response,
  told: { bad?: (locale: string) => string; challenge: string; next: string },
): void {
  const { locale, name } = placeOf(request)
  const say = authTexts.translate

  sendPage(response, {
    body: html`${notice('bad', told.bad?.(locale))}
      <p class="soft">${say(locale, 'factor.codeIntro')}</p>
      <form class="full" method="post" action="/second-factor">
        ${hidden('challenge', told.challenge)} ${hidden('next', told.next)}
        ${input({
          autoComplete: 'one-time-code',
          hint: say(locale, 'factor.codeHint'),
          name: 'code',
          text: say(locale, 'factor.code'),
          type: 'text',
        })}
        <button>${say(locale, 'login.submit')}</button>
      </form>
      <p></p>
      <p><a href="/login">${say(locale, 'factor.again')}</a></p>`,
    head: { name },
    heading: say(locale, 'factor.codeHeading'),
    locale,
    status: 401,
  })
}
