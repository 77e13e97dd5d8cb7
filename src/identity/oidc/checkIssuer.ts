import { BlockList, isIP } from 'node:net'

import { oidcErrors } from './errors.ts'
import type { ProviderRules } from './types.ts'

const closed = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(network, prefix, 'ipv4')
}
closed.addSubnet('2001::', 32, 'ipv6')
closed.addSubnet('2001:db8::', 32, 'ipv6')
closed.addSubnet('2002::', 16, 'ipv6')
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')

/** True for an address that only this machine, its network or nobody can be reached at. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) {
    return closed.check(address, 'ipv4')
  }

  return !open.check(address, 'ipv6') || closed.check(address, 'ipv6')
}

/** Throws `OIDC_ISSUER_INVALID` for an address that the server must not ask on a tenant's behalf. */
export function checkAddress(url: string, rules: ProviderRules): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const isFine =
    parsed?.username === '' &&
    parsed.password === '' &&
    parsed.hash === '' &&
    (rules.allowHttp
      ? /^https?:$/.test(parsed.protocol)
      : parsed.protocol === 'https:' && isPublicName(parsed.hostname))
  if (!isFine) {
    throw oidcErrors.ISSUER_INVALID({ field: 'issuer' })
  }
}

/** The issuer of a provider as it is stored; throws `OIDC_ISSUER_INVALID`. */
export function checkIssuer(issuer: string, rules: ProviderRules): string {
  checkAddress(issuer, rules)
  if (new URL(issuer).search !== '') {
    throw oidcErrors.ISSUER_INVALID({ field: 'issuer' })
  }

  return issuer
}

function isPublicName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) {
    return !isPrivateAddress(bare)
  }

  return bare.includes('.') && !/(?:^|\.)(?:localhost|local|internal)\.?$/i.test(bare)
}
