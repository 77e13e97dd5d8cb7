import type { Request, Response } from 'express'

import { SESSION_DAYS } from '../../identity/index.ts'

const SECURE_NAME = '__Host-tenon'
const PLAIN_NAME = 'tenon-session'
const TOKEN = /^[\w-]{43}$/
const BEARER = /^bearer +(\S+)$/i

/** True when the request names its session in a header, so that its cookies count for nothing. */
export function hasBearer(request: Request): boolean {
  return /^bearer(?: |$)/i.test(request.headers.authorization ?? '')
}

/** True when the request carries a cookie of a session, good or bad. */
export function hasSessionCookie(request: Request): boolean {
  return [SECURE_NAME, PLAIN_NAME].some((name) => cookieValues(request, name).length > 0)
}

/**
 * The session token of a request: from `Authorization: Bearer` alone if that is there, else from
 * the cookie. Over TLS only the `__Host-` cookie counts: no other host can have planted it.
 */
export function readToken(request: Request): string | undefined {
  if (hasBearer(request)) {
    return checked(BEARER.exec(request.headers.authorization ?? '')?.[1])
  }
  const values = cookieValues(request, cookieName(request))

  // A second cookie of that name has been set by somebody else: neither can be trusted.
  return values.length === 1 ? checked(values[0]) : undefined
}

/** The API key of a request, from `Authorization: Bearer tenon_…` alone; a bad one is a key, too. */
export function readApiKey(request: Request): string | undefined {
  const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1]

  return bearer?.startsWith('tenon_') === true ? bearer : undefined
}

/** Gives the browser the session; the cookie belongs to this one host. */
export function setSessionCookie(request: Request, response: Response, token: string): void {
  response.cookie(cookieName(request), token, {
    ...cookieOptions(request),
    maxAge: SESSION_DAYS * 86_400_000,
  })
}

/** Takes the session from the browser. */
export function clearSessionCookie(request: Request, response: Response): void {
  response.clearCookie(cookieName(request), cookieOptions(request))
}

function cookieName(request: Request): string {
  return request.secure ? SECURE_NAME : PLAIN_NAME
}

function cookieOptions(request: Request) {
  return { httpOnly: true, path: '/', sameSite: 'lax', secure: request.secure } as const
}

/** Every value that a request gives a cookie of this name. */
export function cookieValues(request: Request, name: string): string[] {
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

function checked(token: string | undefined): string | undefined {
  return token !== undefined && TOKEN.test(token) ? token : undefined
}
