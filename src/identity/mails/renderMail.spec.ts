import { expect, it } from 'vitest'

import { renderMail } from './renderMail.ts'

const link = 'http://acme.localhost:3000/reset-password?token=abc'

it('speaks the language of its reader', () => {
  const facts = { link, name: 'Ada', tenant: 'Acme' }

  expect(renderMail('reset', 'de', facts).subject).toBe('Neues Passwort für Acme')
  expect(renderMail('reset', 'fr', facts).subject).toBe('A new password for Acme')
  expect(renderMail('reset', 'en', facts).text).toContain(link)
})

it('keeps names from adding lines, markup or places of their own', () => {
  const mail = renderMail('invite', 'en', {
    inviter: 'Eve\r\nBcc: x@example.com\u2028',
    link,
    name: '<a href="http://evil.example">{link}</a>',
    tenant: 'Acme',
  })

  expect(mail.subject).not.toMatch(/[\r\n\u2028]/)
  expect(mail.html).not.toContain('<a href="http://evil')
  expect(mail.text).toContain('{link}')
})
