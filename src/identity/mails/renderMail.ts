import { identityTexts } from '../translations/index.ts'

/** The subject and both bodies of a mail. */
export type MailText = { html: string; subject: string; text: string }

type Facts = { inviter?: string; link: string; name: string; tenant: string }

/** Writes a mail in the language of its reader; English where there is no other. */
export function renderMail(
  kind: 'factor' | 'invite' | 'reset',
  locale: string,
  facts: Facts,
): MailText {
  // A name is free text: without this it could add lines, and so links of its own, to our mail.
  const plain = Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, toOneLine(value)]),
  )
  const say = (text: 'action' | 'body' | 'footer' | 'subject') =>
    identityTexts.translate(locale, `mail.${kind}.${text}`, plain)
  const lines = [identityTexts.translate(locale, 'mail.greeting', plain), say('body')]

  return {
    html: [
      '<!doctype html><meta charset="utf-8">',
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p><a href="${escapeHtml(facts.link)}">${escapeHtml(say('action'))}</a></p>`,
      `<p>${escapeHtml(say('footer'))}</p>`,
    ].join('\n'),
    subject: say('subject').slice(0, 200),
    text: [...lines, `${say('action')}: ${facts.link}`, say('footer')].join('\n\n'),
  }
}

/** The text with the characters escaped that mean something in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Free text without line breaks and of bounded length, so that it adds no lines of its own to a mail. */
export function toOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 300)
}
