import { identityErrors } from './errors.ts'

// Stricter than RFC 5322 on purpose: no quotes, comments, control characters or address literals,
// so that the mailbox that receives a mail is always the one that was checked.
const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** The address in the one form it is stored and compared in; throws `IDENTITY_EMAIL_INVALID`. */
export function normalizeEmail(value: string, field = 'email'): string {
  const address = value.trim().toLowerCase()
  if (!isEmail(address)) {
    throw identityErrors.EMAIL_INVALID({ field })
  }

  return address
}

/** True for an address in stored form that mail can safely be sent to. */
export function isEmail(value: string): boolean {
  return value.length <= 254 && value.indexOf('@') <= 64 && ADDRESS.test(value)
}
