import { describe, expect, it } from 'vitest'

import { checkedKey, isFileKey, newFileKey, siblingKey } from './fileKeys.ts'

const ID = '0198c1de-0000-7000-8000-000000000001'

describe('keys of files', () => {
  it('are new each time and tell their kind', () => {
    expect(newFileKey('attachments')).toMatch(/^attachments\/[0-9a-f-]{36}$/)
    expect(newFileKey('attachments')).not.toBe(newFileKey('attachments'))
  })

  it('of a sibling differ in the kind alone', () => {
    expect(siblingKey(`attachments/${ID}`, 'thumbnails')).toBe(`thumbnails/${ID}`)
  })

  it.each([
    '',
    ID,
    `attachments/${ID}/x`,
    `attachments/../${ID}`,
    `../${ID}`,
    `/etc/passwd`,
    `attachments\\${ID}`,
    `attachments/${ID}\0`,
    `attachments/${ID}\n`,
    `Attachments/${ID}`,
    `.parts/${ID}`,
    `attachments/${ID.toUpperCase()}X`,
    `attachments/..%2f${ID}`,
    `attachments/${'a'.repeat(36)}`,
  ])('are refused when not made by the store: %j', (key) => {
    expect(isFileKey(key)).toBe(false)
    expect(() => checkedKey(key)).toThrow(expect.objectContaining({ code: 'FILES_KEY_INVALID' }))
  })
})
