import type { Request, Response } from 'express'

import type { OpenedSession } from '../../identity/index.ts'
import { signOut } from '../../identity/index.ts'
import { hasBearer, setSessionCookie } from './sessionToken.ts'

/** Gives the browser a session just opened and ends the one it replaces. */
export async function startSession(
  request: Request,
  response: Response,
  opened: OpenedSession<unknown>,
  replaced: { accountId: string; sessionId: string } | null,
): Promise<void> {
  if (replaced !== null && !hasBearer(request)) {
    await signOut(replaced)
  }
  setSessionCookie(request, response, opened.token)
  response.setHeader('cache-control', 'no-store')
}
