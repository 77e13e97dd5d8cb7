import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isEmail, normalizeEmail } from './emailAddress.ts'

const HOSTILE = Array.from('aZ0.-_+@ ,;:<>()[]\\"\r\n\t\0\u007fı\u2028')

describe('normalizeEmail', () => {
  it('lower-cases and trims', () => {
    expect(normalizeEmail(' Ada.Lovelace+crm@Example.COM ')).toBe('ada.lovelace+crm@example.com')
  })

  it.each([
    'a@b',
    'a b@example.com',
    'a@example.com, b@example.com',
    '"a@b"@example.com',
    'a@[127.0.0.1]',
    'a@example.com\r\nbcc: b@example.com',
    'a..b@example.com',
    '.a@example.com',
    'a@-example.com',
    'a@exam\u0131ple.com',
    `${'a'.repeat(65)}@example.com`,
    '<a@example.com>',
  ])('refuses %j', (value) => {
    expect(() => normalizeEmail(value)).toThrow('not an e-mail address')
  })

  it('lets nothing through that could name a second mailbox or header', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...HOSTILE) }), (text) => {
        const value = `a${text}@example.com`

        return !isEmail(value) || !/[^\x21-\x7e]|[,;:<>()[\]\\"]/.test(value)
      }),
    )
  })
})
