import type { Request, Response } from 'express'
import { z } from 'zod'

import { DEMO_PASSWORD, listProviders, signIn } from '../../../identity/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { formBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { principalOf, queryOf } from '../context.ts'
import { startSession } from '../startSession.ts'
import { authTexts, refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'
import { input, notice } from './forms.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { localPath } from './localPath.ts'
import { pageLocale } from './pageLocale.ts'
import { sendPage } from './sendPage.ts'
import type { FormPage } from './types.ts'

const form = z.object({ email: z.string().max(300), password: z.string().max(300) })

type Told = { bad?: string; email?: string; good?: string; status?: number }

/** Signing in to a tenant; afterwards on to the page that was asked for. */
export function loginPage(settings: AuthSettings): FormPage {
  return {
    body: formBody,
    show: async (request, response) => {
      if (principalOf() !== null) {
        response.redirect(303, localPath(queryOf(request, 'redirect')))

        return
      }
      const isChanged = queryOf(request, 'changed') !== ''
      const locale = pageLocale(request, tenantOf(request).locale)
      await show(
        request,
        response,
        isChanged ? { good: authTexts.translate(locale, 'login.passwordChanged') } : {},
        settings,
      )
    },
    submit: async (request, response) => {
      const tenant = tenantOf(request)
      const body = parseBody(form, request.body)
      try {
        const opened = await signIn({
          ...body,
          tenantId: tenant.id,
          visitor: visitorOf(request, settings.demo),
        })
        await startSession(request, response, opened, principalOf())
        response.redirect(303, localPath(queryOf(request, 'redirect')))
      } catch (error) {
        const bad = refusalText(pageLocale(request, tenant.locale), error)
        await show(request, response, { bad, email: body.email, status: 401 }, settings)
      }
    },
  }
}

async function show(
  request: Request,
  response: Response,
  told: Told,
  settings: AuthSettings,
): Promise<void> {
  const tenant = tenantOf(request)
  const locale = pageLocale(request, tenant.locale)
  const hasDemo =
    (tenant.slug === 'acme' || tenant.slug === 'northwind') &&
    visitorOf(request, settings.demo).demoAllowed
  const say = authTexts.translate
  const providers = await providerButtons(request, locale)

  sendPage(response, {
    body: html`${notice('bad', told.bad)}${notice('good', told.good)}${providers}
      <form class="full" method="post">
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
      ${
        hasDemo
          ? html`<p class="soft">
              ${say(locale, 'login.demo', { password: DEMO_PASSWORD })}<br />${demoLogins(tenant.slug)}
            </p>`
          : undefined
      }`,
    head: { name: tenant.name },
    heading: say(locale, 'login.heading'),
    locale,
    ...(told.status === undefined ? {} : { status: told.status }),
  })
}

async function providerButtons(request: Request, locale: string): Promise<readonly Html[]> {
  const redirect = encodeURIComponent(localPath(queryOf(request, 'redirect')))
  const providers = await listProviders()

  return providers
    .filter(({ enabled }) => enabled)
    .map(
      ({ id, label }) =>
        html`<a class="button" href="/auth/oidc/${id}?redirect=${redirect}"
          >${authTexts.translate(locale, 'login.provider', { label })}</a
        >`,
    )
}

function demoLogins(slug: string): string {
  const roles = slug === 'acme' ? ['admin', 'manager', 'rep', 'viewer'] : ['admin']

  return roles.map((role) => `${role}@${slug}.test`).join(', ')
}
