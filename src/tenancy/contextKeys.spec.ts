import { chmodSync, mkdtempSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import {
  contextKeysPath,
  formatContextKeys,
  keyPads,
  loadContextKeys,
  newContextKey,
  parseContextKeys,
} from './contextKeys.ts'

const folder = () => mkdtempSync(path.join(os.tmpdir(), 'tenon-keys-'))

describe('the context keys', () => {
  it('are made once, in a file that only its owner reads', () => {
    const dataDir = folder()
    const first = loadContextKeys({ dataDir })

    expect(loadContextKeys({ dataDir })).toEqual(first)
    expect(statSync(contextKeysPath(dataDir)).mode & 0o777).toBe(0o600)
  })

  it('are refused when others can read the file', () => {
    const dataDir = folder()
    loadContextKeys({ dataDir })
    chmodSync(contextKeysPath(dataDir), 0o640)

    expect(() => loadContextKeys({ dataDir })).toThrow(/chmod 600/)
  })

  it('come from the environment first', () => {
    const keys = [newContextKey(), newContextKey()] as const

    expect(loadContextKeys({ dataDir: '/nowhere', env: formatContextKeys(keys) })).toEqual(keys)
  })

  it.each([
    'short:abc',
    'noColon',
    ',',
    `UPPER:${'a'.repeat(43)}`,
    `a:${'a'.repeat(43)},a:${'b'.repeat(43)}`,
    `a:${'a'.repeat(43)},b:${'b'.repeat(43)},c:${'c'.repeat(43)}`,
    `a:${'a'.repeat(100)}`,
  ])('refuse %s', (text) => {
    expect(() => parseContextKeys(text, 'the test')).toThrow(/the test/)
  })

  it('give the two halves of HMAC', () => {
    const key = { id: 'a', secret: Buffer.alloc(32, 1) }
    const { inner, outer } = keyPads(key)

    expect([inner.length, inner[0], inner[63]]).toEqual([64, 0x37, 0x36])
    expect([outer.length, outer[0], outer[63]]).toEqual([64, 0x5d, 0x5c])
  })
})
