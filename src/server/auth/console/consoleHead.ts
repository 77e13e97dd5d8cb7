import type { PlatformPrincipal } from '../../../identity/index.ts'
import type { Html } from '../pages/html.ts'
import { html } from '../pages/html.ts'
import { authTexts } from '../translations/index.ts'

const PAGES = [
  ['/', 'heading'],
  ['/audit', 'audit'],
  ['/people', 'people'],
] as const

/** The head line of the console: its pages, who is signed in, and the way out. */
export function consoleHead(
  locale: string,
  staff: PlatformPrincipal,
): { aside: Html; name: string } {
  const say = authTexts.translate

  return {
    aside: html`<nav>
        ${PAGES.map(([path, name]) => html`<a href="${path}">${say(locale, `console.${name}`)}</a>`)}
        <a href="/account/second-factor">${say(locale, 'factor.heading')}</a>
      </nav>
      <form method="post" action="/logout">
        <span>${staff.email}</span>
        <button class="quiet">${say(locale, 'logout.submit')}</button>
      </form>`,
    name: say(locale, 'console.platform'),
  }
}
