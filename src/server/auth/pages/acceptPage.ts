import type { Request, Response } from 'express'
import { z } from 'zod'

import {
  acceptInvitation,
  describeInvitation,
  identityErrors,
  PASSWORD_MINIMUM,
} from '../../../identity/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { formBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { principalOf, queryOf } from '../context.ts'
import { startSession } from '../startSession.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'
import { hidden, input, notice } from './forms.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { pageLocale } from './pageLocale.ts'
import { sendPage } from './sendPage.ts'
import type { FormPage } from './types.ts'

const form = z.object({
  name: z.string().max(200).optional(),
  password: z.string().max(300),
  token: z.string().max(100),
})

type Told = { bad?: string; name?: string | undefined; token: string }

/** Accepting an invitation: choosing a password, or showing the one that the account has. */
export function acceptPage(settings: AuthSettings): FormPage {
  return {
    body: formBody,
    show: (request, response) => show(request, response, { token: queryOf(request, 'token') }),
    submit: async (request, response) => {
      const tenant = tenantOf(request)
      const body = parseBody(form, request.body)
      try {
        const opened = await acceptInvitation({
          ...body,
          tenantId: tenant.id,
          visitor: visitorOf(request, settings.demo),
        })
        await startSession(request, response, opened, principalOf())
        response.redirect(303, '/')
      } catch (error) {
        const bad = refusalText(pageLocale(request, tenant.locale), error)
        await show(request, response, { bad, name: body.name, token: body.token })
      }
    },
  }
}

async function show(request: Request, response: Response, told: Told): Promise<void> {
  const tenant = tenantOf(request)
  const locale = pageLocale(request, tenant.locale)
  const invited = await describeInvitation({ tenantId: tenant.id, token: told.token })
  const bad =
    told.bad ??
    (invited === undefined ? refusalText(locale, identityErrors.CODE_INVALID({})) : undefined)

  sendPage(response, {
    body: html`${notice('bad', bad)}
    ${invited === undefined ? undefined : acceptForm(locale, { ...invited, ...told })}`,
    head: { name: tenant.name },
    heading: authTexts.translate(locale, 'accept.heading', { tenant: tenant.name }),
    locale,
    ...(bad === undefined ? {} : { status: 400 }),
  })
}

function acceptForm(
  locale: string,
  invited: Told & { email: string; hasPassword: boolean; name?: string | undefined },
): Html {
  const say = authTexts.translate
  const isNew = !invited.hasPassword

  return html`<p class="soft">
      ${say(locale, isNew ? 'accept.intro' : 'accept.introKnown', { email: invited.email })}
    </p>
    <form class="full" method="post" action="/accept-invitation">
      ${hidden('token', invited.token)}
      ${input({
        autoComplete: 'name',
        name: 'name',
        text: say(locale, 'fields.name'),
        type: 'text',
        value: invited.name ?? '',
      })}
      ${input({
        autoComplete: isNew ? 'new-password' : 'current-password',
        ...(isNew
          ? {
              hint: say(locale, 'fields.passwordHint', { minimum: PASSWORD_MINIMUM }),
              minLength: PASSWORD_MINIMUM,
            }
          : {}),
        name: 'password',
        text: say(locale, 'fields.password'),
        type: 'password',
      })}
      <button>${say(locale, 'accept.submit')}</button>
    </form>`
}
