import { describe, expect, it } from 'vitest'

import { hashPassword, requireStrongPassword, verifyPassword } from './passwords.ts'

describe('passwords', () => {
  it('verify against their own hash alone', async () => {
    const [one, two] = await Promise.all([
      hashPassword('a good password'),
      hashPassword('a good password'),
    ])

    expect(one).not.toBe(two)
    expect(await verifyPassword('a good password', one)).toBe(true)
    expect(await verifyPassword('a good passwort', one)).toBe(false)
  })

  it.each([null, '', 'plain', 'scrypt$1$2'])('never verify against %s', async (stored) => {
    expect(await verifyPassword('', stored)).toBe(false)
  })

  it('are the same however the keyboard composes them', async () => {
    const stored = await hashPassword('gr\u00fcnes Licht')

    expect(await verifyPassword('gru\u0308nes Licht', stored)).toBe(true)
  })

  it.each([
    'short',
    'tenon-demo',
    'aaaaaaaaaaaa',
    'password123',
    '1234567890',
    'me@example.com',
    'x'.repeat(300),
  ])('may not be %s', (password) => {
    expect(() => {
      requireStrongPassword(password, 'me@example.com')
    }).toThrow('at least 10 characters')
  })

  it('may be any ten characters else', () => {
    expect(() => {
      requireStrongPassword('zehn Zeich', 'me@example.com')
    }).not.toThrow()
  })
})
