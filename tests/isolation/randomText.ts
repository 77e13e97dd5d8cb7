import { randomBytes } from 'node:crypto'

/** A text that no request has had before. */
export function randomText(): string {
  return randomBytes(9).toString('base64url')
}
