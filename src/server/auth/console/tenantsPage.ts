import type { Response } from 'express'

import type { PlatformPrincipal } from '../../../identity/index.ts'
import { PASSWORD_MINIMUM } from '../../../identity/index.ts'
import type { Input } from '../pages/forms.ts'
import { input, notice } from '../pages/forms.ts'
import type { Html } from '../pages/html.ts'
import { html } from '../pages/html.ts'
import { sendPage } from '../pages/sendPage.ts'
import { authTexts } from '../translations/index.ts'
import { PAGE_SIZE } from './actions.ts'
import { consoleHead } from './consoleHead.ts'
import type { ConsoleTenant } from './types.ts'

/** What the page of the tenants shows. */
export type TenantsView = {
  bad: string | undefined
  docs: readonly ConsoleTenant[]
  good: string | undefined
  locale: string
  needsStaff: boolean
  originOf: (slug: string, domain?: null | string) => string
  page: number
  search: string
  staff: PlatformPrincipal
  totalDocs: number
  values: Record<string, string>
}

const say = authTexts.translate

/** Sends the list of tenants with what can be done to them, and the form for a new one. */
export function sendTenantsPage(response: Response, view: TenantsView): void {
  const { locale } = view

  sendPage(response, {
    body: html`${notice('bad', view.bad)}${notice('good', view.good)}
      <div class="line">
        <form role="search">
          ${input({
            isRequired: false,
            name: 'search',
            text: say(locale, 'console.search'),
            type: 'text',
            value: view.search,
          })}
          <button class="quiet">${say(locale, 'console.find')}</button>
        </form>
      </div>
      ${
        view.docs.length === 0
          ? html`<p class="soft">${say(locale, 'console.empty')}</p>`
          : list(view)
      }
      ${paging(view)} ${creation(view)}`,
    head: consoleHead(locale, view.staff),
    heading: say(locale, 'console.heading'),
    isWide: true,
    locale,
    ...(view.bad === undefined ? {} : { status: 400 }),
  })
}

function list({ docs, locale, originOf }: TenantsView): Html {
  return html`<div class="rows">
    <table>
      <thead>
        <tr>
          <th scope="col">${say(locale, 'console.name')}</th>
          <th scope="col">${say(locale, 'console.address')}</th>
          <th scope="col">${say(locale, 'console.status')}</th>
          <th scope="col">${say(locale, 'console.created')}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${docs.map((tenant) => line(tenant, locale, originOf(tenant.slug, tenant.domain)))}
      </tbody>
    </table>
  </div>`
}

function line(tenant: ConsoleTenant, locale: string, origin: string): Html {
  const verb = tenant.status === 'active' ? 'suspend' : 'resume'

  return html`<tr>
    <td>${tenant.name}</td>
    <td><a href="${origin}">${new URL(origin).host}</a></td>
    <td>${say(locale, `console.statuses.${tenant.status}`)}</td>
    <td>${new Date(tenant.createdAt).toLocaleDateString(locale, { dateStyle: 'medium' })}</td>
    <td class="acts">
      ${
        tenant.status === 'active'
          ? html`<a href="/tenants/${tenant.slug}/support"
              >${say(locale, 'console.support.link')}</a
            >`
          : undefined
      }
      <form method="post" action="/tenants/${tenant.slug}/${verb}">
        <button class="quiet">${say(locale, `console.${verb}`)}</button>
      </form>
    </td>
  </tr>`
}

function paging({ docs, locale, page, search, totalDocs }: TenantsView): Html | undefined {
  if (docs.length === 0) {
    return undefined
  }
  const from = (page - 1) * PAGE_SIZE + 1
  const to = from + docs.length - 1
  const link = (target: number, text: string) =>
    html`<a href="/?page=${target}&search=${encodeURIComponent(search)}">${text}</a>`

  return html`<div class="line">
    <span class="soft">${say(locale, 'console.page', { from, to, total: totalDocs })}</span>
    <span
      >${page > 1 ? link(page - 1, say(locale, 'console.previous')) : undefined}
      ${to < totalDocs ? link(page + 1, say(locale, 'console.next')) : undefined}</span
    >
  </div>`
}

function creation({ locale, needsStaff, values }: TenantsView): Html {
  const field = (name: string, text: string, more: Partial<Input> = {}) =>
    input({ name, text, type: 'text', value: values[name] ?? '', ...more })
  const password = {
    autoComplete: 'new-password',
    hint: say(locale, 'fields.passwordHint', { minimum: PASSWORD_MINIMUM }),
    minLength: PASSWORD_MINIMUM,
    type: 'password',
    value: '',
  } as const

  return html`<h2>${say(locale, 'console.create')}</h2>
    <form method="post" action="/tenants">
      <div class="grid">
        ${field('name', say(locale, 'console.name'))}
        ${field('slug', say(locale, 'console.slug'), { hint: say(locale, 'console.slugHint') })}
        ${field('ownerName', say(locale, 'console.ownerName'))}
        ${field('ownerEmail', say(locale, 'console.ownerEmail'), { type: 'email' })}
        ${field('ownerPassword', say(locale, 'console.ownerPassword'), password)}
      </div>
      ${
        needsStaff
          ? html`<p>${say(locale, 'console.setUp')}</p>
              <div class="grid">
                ${field('platformEmail', say(locale, 'console.setUpEmail'), { type: 'email' })}
                ${field('platformPassword', say(locale, 'console.setUpPassword'), password)}
              </div>`
          : undefined
      }
      <button>${say(locale, 'console.createSubmit')}</button>
    </form>`
}
