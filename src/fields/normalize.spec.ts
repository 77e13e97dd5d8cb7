import { describe, expect, it } from 'vitest'

import { normalizeDomain } from './normalizeDomain.ts'
import { normalizeEmail } from './normalizeEmail.ts'
import { normalizePhone } from './normalizePhone.ts'

describe('the compared form', () => {
  it.each([
    ['+49 (0)30 1234-567', '+49301234567'],
    ['0049 30 1234567', '+49301234567'],
    ['(030) 1234 567', '0301234567'],
    ['001-529-377-9999x8812', '+15293779999'],
    ['+1 555 0100 ext. 12', '+15550100'],
    ['n/a', ''],
  ])('of the phone %s is %s', (written, compared) => {
    expect(normalizePhone(written)).toBe(compared)
  })

  it.each([
    ['https://www.Example.com/path?x=1', 'example.com'],
    ['EXAMPLE.com.', 'example.com'],
    ['shop.example.com:8443', 'shop.example.com'],
    ['http://user@example.com', 'example.com'],
    ['', ''],
  ])('of the domain %s is %s', (written, compared) => {
    expect(normalizeDomain(written)).toBe(compared)
  })

  it('of an e-mail is trimmed and in lower case', () => {
    expect(normalizeEmail(' Ada@Example.COM ')).toBe('ada@example.com')
  })
})
