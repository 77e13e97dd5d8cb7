import { createHash } from 'node:crypto'

import type { Response } from 'express'

import type { Html } from './html.ts'
import { html } from './html.ts'
import { styles } from './styles.ts'

const STYLE_HASH = createHash('sha256').update(styles).digest('base64')
const PRODUCT = 'Tenon'

/** One page outside the admin. */
export type Page = {
  body: Html
  /** Origins, beside this one, that a form of the page may end at. */
  formTargets?: string
  /** Stands beside the brand: whose page this is, and what else belongs in the head line. */
  head: { aside?: Html; name: string }
  heading: string
  isWide?: boolean
  locale: string
  status?: number
}

/** Sends a page that loads nothing, runs no script and is never kept by a cache. */
export function sendPage(response: Response, page: Page): void {
  response
    .status(page.status ?? 200)
    .setHeader('cache-control', 'no-store')
    .setHeader('content-security-policy', policy(page.formTargets ?? ''))
    .type('html')
    .send(`<!doctype html>${render(page).markup}`)
}

function policy(formTargets: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action 'self' ${formTargets}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

function render(page: Page): Html {
  const style: Html = { markup: `<style>${styles}</style>` }

  return html`<html lang="${page.locale}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${page.heading} · ${PRODUCT}</title>
      ${style}
    </head>
    <body>
      <main class="${page.isWide === true ? 'wide' : 'narrow'}">
        <div class="brand">
          ${mark}
          <div><b>${page.head.name}</b><span>${PRODUCT}</span></div>
          ${page.head.aside}
        </div>
        <h1>${page.heading}</h1>
        ${page.body}
      </main>
    </body>
  </html>`
}

const mark = html`<svg aria-hidden="true" height="36" viewBox="0 0 24 24" width="36">
  <path d="M2 4.5h8v4.25h5.5v6.5H10v4.25H2z" fill="#c8742c" />
  <path d="M11.5 4.5H22v15H11.5v-2.75H17v-9.5h-5.5z" fill="currentColor" />
</svg>`
