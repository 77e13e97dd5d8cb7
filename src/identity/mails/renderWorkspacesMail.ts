import { identityTexts } from '../translations/index.ts'
import type { MailText } from './renderMail.ts'
import { escapeHtml, toOneLine } from './renderMail.ts'

/** Writes the mail that tells a person where their tenants are, in the language of its reader. */
export function renderWorkspacesMail(
  locale: string,
  facts: { name: string; workspaces: readonly { link: string; name: string }[] },
): MailText {
  const say = (text: 'body' | 'footer' | 'subject') =>
    identityTexts.translate(locale, `mail.workspaces.${text}`)
  const greeting = identityTexts.translate(locale, 'mail.greeting', { name: toOneLine(facts.name) })
  const places = facts.workspaces.map(({ link, name }) => ({ link, name: toOneLine(name) }))

  return {
    html: [
      '<!doctype html><meta charset="utf-8">',
      `<p>${escapeHtml(greeting)}</p>`,
      `<p>${escapeHtml(say('body'))}</p>`,
      `<ul>${places
        .map(({ link, name }) => `<li><a href="${escapeHtml(link)}">${escapeHtml(name)}</a></li>`)
        .join('')}</ul>`,
      `<p>${escapeHtml(say('footer'))}</p>`,
    ].join('\n'),
    subject: say('subject'),
    text: [
      greeting,
      say('body'),
      places.map(({ link, name }) => `${name}: ${link}`).join('\n'),
      say('footer'),
    ].join('\n\n'),
  }
}
