import type { AfterErrorHook } from 'payload'

import { isTenonError } from '../../kernel/errors/index.ts'
import { serverErrors } from '../errors.ts'
import { errorBody, toCoded } from '../middleware/answerError.ts'
import { correlationOf } from '../requestContext.ts'

const CODES: Readonly<Record<number, string>> = {
  400: 'RECORD_FIELD_INVALID',
  401: 'SERVER_SIGN_IN_REQUIRED',
  403: 'RECORD_FORBIDDEN',
  404: 'RECORD_NOT_FOUND',
}

/** Gives every refusal of Payload's REST the stable code and shape of the API. */
export const codeErrors: AfterErrorHook = ({ error, result }) => {
  const known = isTenonError(error) || isTenonError(error.cause)
  if (known) {
    const coded = toCoded(error, correlationOf())
    const fieldPart =
      coded.field === undefined
        ? {}
        : { data: { errors: [{ message: coded.message, path: coded.field }] } }

    return {
      response: {
        errors: errorBody(coded).errors.map((one) => ({
          ...one,
          ...fieldPart,
          name: 'ValidationError',
        })),
      },
      status: coded.status,
    }
  }
  if (error instanceof SyntaxError) {
    const coded = serverErrors.BODY_INVALID({}, error)

    return { response: errorBody(coded), status: coded.status }
  }
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status >= 500) {
    const coded = toCoded(error, correlationOf())

    return { response: errorBody(coded), status: coded.status }
  }
  const errors = (result as { errors?: Record<string, unknown>[] } | undefined)?.errors ?? []

  return {
    response: {
      errors: errors.map((one) => ({
        ...one,
        code:
          error.name === 'QueryError'
            ? 'RECORD_QUERY_INVALID'
            : (CODES[status] ?? 'RECORD_FIELD_INVALID'),
      })),
    },
    status,
  } as never
}
