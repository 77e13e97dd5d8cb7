import type { Request, Response } from 'express'

import type { PlatformAuditView } from '../../../audit/index.ts'
import { listPlatformAudit } from '../../../audit/index.ts'
import type { PlatformPrincipal } from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { queryOf } from '../context.ts'
import type { Html } from '../pages/html.ts'
import { html } from '../pages/html.ts'
import { pageLocale } from '../pages/pageLocale.ts'
import { sendPage } from '../pages/sendPage.ts'
import { authTexts } from '../translations/index.ts'
import { PAGE_SIZE } from './actions.ts'
import { consoleHead } from './consoleHead.ts'

const say = authTexts.translate

const TIME = {
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  month: 'short',
  second: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
  year: 'numeric',
} as const

const KINDS = {
  'password.changed': 'passwordChanged',
  'second-factor.off': 'factorOff',
  'second-factor.on': 'factorOn',
  'second-factor.reset': 'factorReset',
  'sign-in.failed': 'signInFailed',
  'sign-in.succeeded': 'signInSucceeded',
  'sign-out.own': 'signOut',
} as const

/** Sends a page of the platform's audit, newest first; `?after=` is the last entry of the page before. */
export async function sendAuditPage(
  request: Request,
  response: Response,
  staff: PlatformPrincipal,
): Promise<void> {
  const locale = pageLocale(request)
  const given = queryOf(request, 'after')
  const after = isId(given) ? given : undefined
  const { docs, next } = await listPlatformAudit({ after, limit: PAGE_SIZE })
  sendPage(response, {
    body: html`${docs.length === 0 ? html`<p class="soft">${say(locale, 'console.auditEmpty')}</p>` : table(docs, locale)}
      <div class="line">
        <span
          >${after === undefined ? undefined : html`<a href="/audit">${say(locale, 'console.newest')}</a>`}</span
        >
        <span
          >${next === null ? undefined : html`<a href="/audit?after=${next}">${say(locale, 'console.older')}</a>`}</span
        >
      </div>`,
    head: consoleHead(locale, staff),
    heading: say(locale, 'console.audit'),
    isWide: true,
    locale,
  })
}

function table(docs: readonly PlatformAuditView[], locale: string): Html {
  const names = ['when', 'what', 'who', 'network', 'browser'] as const

  return html`<div class="rows">
    <table>
      <thead>
        <tr>
          ${names.map((name) => html`<th scope="col">${say(locale, `console.auditColumns.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${docs.map((entry) => line(entry, locale))}
      </tbody>
    </table>
  </div>`
}

function line(entry: PlatformAuditView, locale: string): Html {
  const at = new Date(entry.at)

  return html`<tr>
    <td><time datetime="${at.toISOString()}">${at.toLocaleString(locale, TIME)}</time></td>
    <td>${what(entry, locale)}</td>
    <td>${entry.subject ?? undefined}</td>
    <td>${entry.addressRange ?? undefined}</td>
    <td class="cut" title="${entry.userAgent ?? ''}">${entry.userAgent ?? undefined}</td>
  </tr>`
}

function what({ facts, kind }: PlatformAuditView, locale: string): string {
  const text = Object.hasOwn(KINDS, kind)
    ? say(locale, `console.auditKinds.${KINDS[kind as keyof typeof KINDS]}`)
    : kind
  if (facts['step'] === 'second factor') {
    return `${text} (${say(locale, 'factor.heading')})`
  }

  return typeof facts['by'] === 'string' ? `${text} (${facts['by']})` : text
}
