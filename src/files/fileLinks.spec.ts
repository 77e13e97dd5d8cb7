import { describe, expect, it } from 'vitest'

import { createFileLinks } from './fileLinks.ts'
import type { LinkTarget } from './types.ts'

const ACME = '0198c1de-0000-7000-8000-00000000000a'
const NORTHWIND = '0198c1de-0000-7000-8000-00000000000b'
const target: LinkTarget = {
  disposition: 'inline',
  key: 'attachments/0198c1de-0000-7000-8000-000000000001',
  userId: '0198c1de-0000-7000-8000-000000000002',
}
const invalid = expect.objectContaining({ code: 'FILES_LINK_INVALID', status: 404 }) as unknown

describe('signed links', () => {
  let now = 1_800_000_000_000
  const links = createFileLinks('secret', () => now)
  const token = (seconds = 60) => links.sign(ACME, target, seconds).token

  it('give back what they were made for', () => {
    expect(links.verify(ACME, token())).toEqual(target)
  })

  it('are worthless for another tenant', () => {
    expect(() => links.verify(NORTHWIND, token())).toThrow(invalid)
  })

  it('are worthless under another secret', () => {
    expect(() => createFileLinks('other', () => now).verify(ACME, token())).toThrow(invalid)
  })

  it('end when they expire', () => {
    const made = token(60)
    now += 59_000
    expect(links.verify(ACME, made)).toEqual(target)
    now += 1000
    expect(() => links.verify(ACME, made)).toThrow(invalid)
  })

  it.each([86_400, Number.POSITIVE_INFINITY, Number.NaN, 3601])(
    'work for an hour at most, also when asked for %d seconds',
    (seconds) => {
      expect(links.sign(ACME, target, seconds).expiresAt.getTime()).toBeLessThanOrEqual(
        now + 3_600_000,
      )
    },
  )

  it('are refused when they claim to work for longer than any link may', () => {
    const early = createFileLinks('secret', () => now + 7_200_000)

    expect(() => links.verify(ACME, early.sign(ACME, target, 3600).token)).toThrow(invalid)
  })

  it('fail when any character is changed', () => {
    const made = token()
    // Spare bits of the last character are no part of the signature.
    for (let at = 0; at < made.length - 1; at += 1) {
      const other = made[at] === 'A' ? 'B' : 'A'

      expect(() => links.verify(ACME, made.slice(0, at) + other + made.slice(at + 1))).toThrow(
        invalid,
      )
    }
  })

  it.each(['', '.', 'a.b', 'a.b.c', `${'a'.repeat(2000)}.b`, '💥.💥'])(
    'are refused when they are no token at all: %j',
    (text) => {
      expect(() => links.verify(ACME, text)).toThrow(invalid)
    },
  )
})
