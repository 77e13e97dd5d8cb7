import type { ErrorRequestHandler } from 'express'

import { isTenonError } from '../../kernel/errors/index.ts'
import { errorBody } from '../middleware/answerError.ts'
import { queryOf } from './context.ts'
import { sendCodePage } from './pages/codePage.ts'
import { localPath } from './pages/localPath.ts'

/**
 * Answers a sign-in that waits for its second factor: people get the form for the code, programs the
 * refusal with the `challenge` to send along with it.
 */
export const askForSecondFactor: ErrorRequestHandler = (
  error: unknown,
  request,
  response,
  next,
) => {
  if (!isTenonError(error, 'IDENTITY_SECOND_FACTOR_NEEDED')) {
    next(error)

    return
  }
  const challenge = String(error.data['challenge'])
  response.setHeader('cache-control', 'no-store')
  if (request.accepts(['json', 'html']) === 'html') {
    sendCodePage(request, response, { challenge, next: localPath(queryOf(request, 'redirect')) })
  } else {
    response
      .status(error.status)
      .json({ ...errorBody(error), challenge, expiresInSeconds: error.data['seconds'] })
  }
}
