import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
const SECRET_BYTES = 20

/** A new secret for an authenticator app, in the letters people can type. */
export function newTimeSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** The address that an authenticator app reads from a QR code. */
export function timeCodeAddress(secret: string, person: { email: string; issuer: string }): string {
  return timeCodes(secret, person.issuer, person.email).toString()
}

/** The time step that a code of six digits belongs to, one step early or late included, or null. */
export function stepOfCode(secret: string, code: string): null | number {
  const now = Math.floor(Date.now() / 1_000 / PERIOD_SECONDS)
  const delta = timeCodes(secret).validate({ token: code, window: 1 })

  return delta === null ? null : now + delta
}

function timeCodes(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) })
}
