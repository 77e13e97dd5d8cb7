import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

const ITERATIONS = 4096

/**
 * What PostgreSQL keeps in place of a password. Sent instead of the password, it keeps the password
 * out of the server's log; the salt follows from the password so that the same one changes nothing.
 */
export function scramVerifier(password: string): string {
  const salt = createHash('sha256').update(`tenon scram ${password}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')

  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
