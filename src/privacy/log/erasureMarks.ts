import { createHmac } from 'node:crypto'

import { privacyErrors } from '../errors.ts'

const KEY = Symbol.for('tenon.erasures')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: Buffer }

/** Gives this process the secret that the marks of erased people are made with. */
export function useErasureSecret(secret: string): void {
  shared[KEY] = createHmac('sha256', secret).update('tenon erasures').digest()
}

/** Keyed hashes of a person's e-mails and phones; nobody without the secret can test a guess against them. */
export function erasureMarks(tenantId: string, identifiers: readonly string[]): string[] {
  const key = shared[KEY]
  if (key === undefined) {
    throw privacyErrors.SECRET_MISSING({})
  }

  return identifiers
    .map((value) => createHmac('sha256', key).update(`${tenantId}\n${value}`).digest('base64url'))
    .toSorted()
}
