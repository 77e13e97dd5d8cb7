import { createHmac, hkdfSync } from 'node:crypto'
import { Resolver } from 'node:dns/promises'

import { domainErrors } from './errors.ts'

/** Looks up the TXT records of a name; empty where there are none; throws when nobody answers. */
export type LookUpTexts = (name: string) => Promise<readonly string[]>

/** The TXT record that proves a host to be a tenant's. */
export type DomainRecord = { name: string; value: string }

const KEY = Symbol.for('tenon.domains')
const TIMEOUT_MS = 3_000
const TRIES = 2

// One per process: Next's bundle holds a second copy of this module.
type Shared = { lookUp?: LookUpTexts | undefined; secret?: Buffer }

const holder = globalThis as { [KEY]?: Shared | undefined }
const shared = (holder[KEY] ??= {})

/** Derives the key of the proofs from the secret of the installation (`TENON_SECRET`). */
export function useDomainSecret(secret: string): void {
  shared.secret = Buffer.from(hkdfSync('sha256', secret, 'tenon', 'domain proof', 32))
}

/** Makes `lookUp` the way this process asks the DNS; undefined takes the system's name servers again. */
export function useTextLookUp(lookUp: LookUpTexts | undefined): void {
  shared.lookUp = lookUp
}

/** The record that a tenant must set for a host; another tenant's record for it differs. */
export function recordFor(tenantId: string, host: string): DomainRecord {
  if (shared.secret === undefined) {
    throw domainErrors.SECRET_MISSING({})
  }
  const token = createHmac('sha256', shared.secret)
    .update(`${tenantId} ${host}`)
    .digest('base64url')

  return { name: `_tenon.${host}`, value: `tenon-verify=${token}` }
}

/** True when the DNS holds a tenant's record for a host; throws `DOMAIN_DNS_UNREACHABLE`. */
export async function isProved(tenantId: string, host: string): Promise<boolean> {
  const { name, value } = recordFor(tenantId, host)
  const texts = await (shared.lookUp ?? lookUpTexts)(name).catch((error: unknown) => {
    throw domainErrors.DNS_UNREACHABLE({}, error)
  })

  return texts.some((text) => text.trim() === value)
}

async function lookUpTexts(name: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOTFOUND' || code === 'ENODATA') {
      return []
    }
    throw error
  }
}
