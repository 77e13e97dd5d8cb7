import type { Request, Response } from 'express'

import { TICKET_SECONDS } from '../../identity/index.ts'
import { cookieValues } from './sessionToken.ts'

/** The sealed ticket of a sign-in that is under way at a provider; undefined without just one. */
export function readTicket(request: Request): string | undefined {
  const values = cookieValues(request, cookieName(request))

  return values.length === 1 ? values[0] : undefined
}

/** Gives the browser the ticket of a sign-in; the cookie belongs to this one host. */
export function setTicketCookie(request: Request, response: Response, ticket: string): void {
  response.cookie(cookieName(request), ticket, {
    ...cookieOptions(request),
    maxAge: TICKET_SECONDS * 1_000,
  })
}

/** Takes the ticket from the browser. */
export function clearTicketCookie(request: Request, response: Response): void {
  response.clearCookie(cookieName(request), cookieOptions(request))
}

function cookieName(request: Request): string {
  return request.secure ? '__Host-tenon-oidc' : 'tenon-oidc'
}

function cookieOptions(request: Request) {
  // Lax: the provider sends the browser back from a page of its own.
  return { httpOnly: true, path: '/', sameSite: 'lax', secure: request.secure } as const
}
