import type { LookupAddress } from 'node:dns'

import { describe, expect, it, vi } from 'vitest'

import { checkIssuer, isPrivateAddress } from './checkIssuer.ts'
import { guardedFetch } from './guardedFetch.ts'

const found: LookupAddress[] = []

vi.mock('node:dns', async (original) => ({
  ...(await original<object>()),
  lookup: (
    _host: string,
    _options: unknown,
    callback: (error: null, addresses: LookupAddress[]) => void,
  ) => {
    callback(null, found)
  },
}))

const strict = { allowHttp: false }
const options = { body: undefined, headers: {}, method: 'GET', redirect: 'manual' } as const

function refusal(issuer: string): string {
  try {
    return `accepted ${checkIssuer(issuer, strict)}`
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('the address of a provider', () => {
  it.each([
    'http://accounts.example.com',
    'https://localhost',
    'https://tenant.localhost',
    'https://printer.local',
    'https://metadata.google.internal',
    'https://intranet',
    'https://127.0.0.1',
    'https://0x7f.1',
    'https://10.1.2.3',
    'https://169.254.169.254',
    'https://192.168.0.1',
    'https://100.64.0.1',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://[2002:7f00:1::]',
    'https://user:secret@accounts.example.com',
    'https://accounts.example.com/?a=b',
    'https://accounts.example.com/#a',
    'file:///etc/passwd',
    'nothing',
  ])('is not %s', (issuer) => {
    expect(refusal(issuer)).toBe('OIDC_ISSUER_INVALID')
  })

  it.each([
    'https://accounts.example.com',
    'https://example.com/realms/one',
    'https://[2606:4700::1]',
    'https://8.8.8.8',
  ])('may be %s', (issuer) => {
    expect(refusal(issuer)).toBe(`accepted ${issuer}`)
  })

  it.each([
    '0.0.0.0',
    '127.9.9.9',
    '172.31.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '64:ff9b::a00:1',
  ])('is private at %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  it('is refused when its name leads to a private address, even beside public ones', async () => {
    const ask = () => guardedFetch(strict)('https://accounts.example.com:9/', options)
    const refused = expect.objectContaining({ code: 'OIDC_UNREACHABLE' }) as unknown
    found.splice(0, 9, { address: '127.0.0.1', family: 4 })
    await expect(ask()).rejects.toEqual(refused)
    found.splice(0, 9, { address: '8.8.8.8', family: 4 }, { address: '10.0.0.1', family: 4 })
    await expect(ask()).rejects.toEqual(refused)
  })

  it('is looked at again wherever the provider leads', () => {
    expect(() => guardedFetch(strict)('https://127.0.0.1/token', options)).toThrow(
      expect.objectContaining({ code: 'OIDC_ISSUER_INVALID' }) as Error,
    )
  })
})
