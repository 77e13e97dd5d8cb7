import type { BinaryLike, ScryptOptions } from 'node:crypto'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

import { identityErrors } from './errors.ts'

/** Fewest characters of a password. */
export const PASSWORD_MINIMUM = 10

/** The password of the demo logins, refused for every other account. */
export const DEMO_PASSWORD = 'tenon-demo'

const COST = { N: 2 ** 15, p: 1, r: 8 }
const KEY_LENGTH = 32
const SALT_LENGTH = 16
const MAXIMUM = 256
const WELL_KNOWN = /^(?:(.)\1*|(?:0?123456789)0?.?|password\d*.?|qwertyuiop.*|letmein.*)$/i

/** Throws `IDENTITY_PASSWORD_WEAK` unless the password may protect an account. */
export function requireStrongPassword(password: string, email: string, field = 'password'): void {
  const isWeak =
    Array.from(password).length < PASSWORD_MINIMUM ||
    password.length > MAXIMUM ||
    password.toLowerCase() === email ||
    password === DEMO_PASSWORD ||
    WELL_KNOWN.test(password)

  if (isWeak) {
    throw identityErrors.PASSWORD_WEAK({ field, minimum: PASSWORD_MINIMUM })
  }
}

/** The form a password is stored in: scrypt with its parameters and a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_LENGTH)
  const key = await derive(password, salt, KEY_LENGTH, COST)

  return encode(salt, key)
}

/** True when the password belongs to the stored form; costs the same when there is none. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parts = decode(stored) ?? decode(NOBODY)
  if (parts === undefined) {
    return false
  }
  const key = await derive(password, parts.salt, parts.key.length, parts.cost)

  return timingSafeEqual(key, parts.key) && stored !== null && stored !== NOBODY
}

// Stands in for accounts that do not exist, so that a guess at them costs the same work.
const NOBODY = encode(randomBytes(SALT_LENGTH), randomBytes(KEY_LENGTH))

function encode(salt: Buffer, key: Buffer): string {
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

function decode(stored: string | null) {
  const [scheme, N, r, p, salt, key] = stored?.split('$') ?? []
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) {
    return undefined
  }

  return {
    cost: { N: Number(N), p: Number(p), r: Number(r) },
    key: Buffer.from(key, 'base64url'),
    salt: Buffer.from(salt, 'base64url'),
  }
}

function derive(
  password: string,
  salt: BinaryLike,
  length: number,
  cost: ScryptOptions,
): Promise<Buffer> {
  const maxmem = 192 * COST.N * COST.r

  return new Promise((resolve, reject) => {
    // Two keyboards may write one letter in two ways: compose it first.
    scrypt(password.normalize('NFKC'), salt, length, { ...cost, maxmem }, (error, key) => {
      if (error === null) {
        resolve(key)
      } else {
        reject(error)
      }
    })
  })
}
