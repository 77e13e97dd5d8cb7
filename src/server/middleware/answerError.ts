import type { ErrorRequestHandler } from 'express'

import { recordErrors } from '../../collection/index.ts'
import { databaseErrors, isConflict, isConnectionError, sqlState } from '../../kernel/db/index.ts'
import type { TenonError } from '../../kernel/errors/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import type { Log } from '../../kernel/log/index.ts'
import { serverErrors } from '../errors.ts'
import { correlationIdOf } from './correlate.ts'

/** The body of every refusal: what happened, its stable code and the field it concerns. */
export type ErrorBody = { errors: { code: string; field?: string; message: string }[] }

/** Answers any error in the one shape of the API and logs what a user could not have caused. */
export function answerError(log: Log): ErrorRequestHandler {
  return function answerInShape(error: unknown, request, response, next) {
    const correlationId = correlationIdOf(request)
    const coded = toCoded(error, correlationId)
    if (coded.status >= 500) {
      log.error({ correlationId, err: error }, 'request failed')
    }
    if (response.headersSent) {
      next(error)

      return
    }
    if (coded.status === 503) {
      response.setHeader('retry-after', '1')
    }
    response.status(coded.status).json(errorBody(coded))
  }
}

/** The public body of a coded error. */
export function errorBody(error: TenonError): ErrorBody {
  return {
    errors: [
      {
        code: error.code,
        message: error.message,
        ...(error.field === undefined ? {} : { field: error.field }),
      },
    ],
  }
}

/** The coded error behind anything thrown; causes and unknown errors never reach the client. */
export function toCoded(error: unknown, correlationId: string): TenonError {
  if (isTenonError(error)) {
    return error
  }
  if (error instanceof Error && isTenonError(error.cause)) {
    return error.cause
  }
  if (isConnectionError(error) || isConflict(error) || isExhausted(sqlState(error))) {
    return databaseErrors.UNAVAILABLE({}, error)
  }
  if (sqlState(error)?.startsWith('22') === true) {
    return recordErrors.QUERY_INVALID({ reason: 'it holds a value that cannot be compared' }, error)
  }
  // A path with a broken percent escape names nothing.
  if (error instanceof URIError) {
    return serverErrors.ROUTE_UNKNOWN({}, error)
  }
  const type = error !== null && typeof error === 'object' && 'type' in error ? error.type : ''
  if (type === 'entity.parse.failed' || type === 'encoding.unsupported') {
    return serverErrors.BODY_INVALID({}, error)
  }
  if (type === 'entity.too.large') {
    return serverErrors.BODY_TOO_LARGE({}, error)
  }

  return serverErrors.INTERNAL({ correlationId }, error)
}

/** Out of time (57014), disk, memory or connections (class 53): the same request may succeed later. */
function isExhausted(state: string | undefined): boolean {
  return state === '57014' || state?.startsWith('53') === true
}
