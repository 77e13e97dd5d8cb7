import { createHmac, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'

import { newContextKey } from './contextKeys.ts'
import { createContextSigner } from './contextSigner.ts'

describe('createContextSigner', () => {
  it('signs tenant, user, expiry and key id', () => {
    const key = newContextKey()
    const [tenantId, userId] = [randomUUID(), randomUUID()]
    const token = createContextSigner([key], () => 1_000_000).sign({ tenantId, userId })
    const payload = `${tenantId}.${userId}.1900.${key.id}`

    expect(token).toBe(
      `${payload}.${createHmac('sha256', key.secret).update(payload).digest('hex')}`,
    )
  })

  it('signs again after a minute, and never for something that is no id', () => {
    let now = 0
    const signer = createContextSigner([newContextKey()], () => now)
    const subject = { tenantId: randomUUID(), userId: null }
    const first = signer.sign(subject)
    now = 59_999
    expect(signer.sign(subject)).toBe(first)
    now = 60_001
    expect(signer.sign(subject)).not.toBe(first)
    expect(() => signer.sign({ tenantId: `${subject.tenantId}.x`, userId: null })).toThrow()
    expect(() => signer.sign({ tenantId: subject.tenantId, userId: '-.9999999999' })).toThrow()
  })
})
