import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, as text that fits cookies, headers and links. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The form a secret is stored in, from which it cannot be had back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
