import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

import { identityErrors } from '../errors.ts'

const KEY = Symbol.for('tenon.secondFactorKey')
const CIPHER = 'aes-256-gcm'
const VERSION = 'v1'

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: Buffer }

/** Derives the key of stored second factors from the secret of the installation (`TENON_SECRET`). */
export function useInstallationSecret(secret: string): void {
  shared[KEY] = Buffer.from(hkdfSync('sha256', secret, 'tenon', 'second factor', 32))
}

/** Encrypts a text for one account: it cannot be read back under another. */
export function sealSecret(text: string, accountId: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv(CIPHER, storedKey(), iv).setAAD(Buffer.from(accountId))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))

  return [VERSION, ...parts].join('.')
}

/** Reads back what `sealSecret` encrypted; throws `IDENTITY_SECOND_FACTOR_UNREADABLE`. */
export function openSecret(sealed: string, accountId: string): string {
  const [version, iv, tag, text] = sealed.split('.')
  try {
    if (version !== VERSION || iv === undefined || tag === undefined || text === undefined) {
      throw identityErrors.SECOND_FACTOR_UNREADABLE({})
    }
    const cipher = createDecipheriv(CIPHER, storedKey(), Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    })
      .setAAD(Buffer.from(accountId))
      .setAuthTag(Buffer.from(tag, 'base64url'))

    return `${cipher.update(text, 'base64url', 'utf8')}${cipher.final('utf8')}`
  } catch (error) {
    throw identityErrors.SECOND_FACTOR_UNREADABLE({}, error)
  }
}

function storedKey(): Buffer {
  const key = shared[KEY]
  if (key === undefined) {
    throw identityErrors.INSTALLATION_SECRET_MISSING({})
  }

  return key
}
