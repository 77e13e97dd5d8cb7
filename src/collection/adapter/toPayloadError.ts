import { ValidationError } from 'payload'

import { isTenonError } from '../../kernel/errors/index.ts'

/** Shows a refusal that names a field beside that field in Payload's forms; others pass unchanged. */
export function toPayloadError(error: unknown): unknown {
  if (!isTenonError(error) || error.field === undefined || error.status >= 500) {
    return error
  }
  const shown = new ValidationError({ errors: [{ message: error.message, path: error.field }] })

  return Object.assign(shown, { cause: error })
}
