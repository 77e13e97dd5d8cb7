import type { PendingChange } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'

/** Writes the full name of contacts; a contact without any name is shown by its e-mail. */
export function nameContacts(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, before, refuse } of changes) {
    if (after === null) {
      continue
    }
    const parts = [after['firstName'], after['lastName']].filter(isFilled)
    const name = parts.join(' ').trim() || (isFilled(after['email']) ? after['email'] : '')
    if (name === '') {
      // An import that knows the full name alone hands it in as `name`.
      const given = before === null ? splitName(after['name']) : undefined
      if (given === undefined) {
        refuse(crmErrors.CONTACT_NAME_MISSING({ field: 'lastName' }))
      } else {
        Object.assign(after, given)
      }
    } else {
      after['name'] = name
    }
  }

  return Promise.resolve()
}

function splitName(
  name: unknown,
): undefined | { firstName: null | string; lastName: string; name: string } {
  if (!isFilled(name)) {
    return undefined
  }
  const words = name.trim().split(/\s+/)
  const lastName = words.pop() ?? ''

  return { firstName: words.join(' ') || null, lastName, name: name.trim() }
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
