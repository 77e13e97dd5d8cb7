import type { RequestHandler } from 'express'

import { requestContext } from '../requestContext.ts'

const SIGN_IN = '/login?redirect=%2Fadmin'

/** Views of Payload that have a page of ours instead, for people who are signed in and for all others. */
const INSTEAD: Readonly<Record<string, { others: string; signedIn: string }>> = {
  '/admin/create-first-user': { others: SIGN_IN, signedIn: '/admin' },
  '/admin/forgot': { others: '/forgot-password', signedIn: '/forgot-password' },
  '/admin/login': { others: SIGN_IN, signedIn: '/admin' },
  '/admin/logout': { others: '/logout', signedIn: '/logout' },
  '/admin/logout-inactivity': { others: SIGN_IN, signedIn: '/logout' },
  '/admin/reset': { others: '/forgot-password', signedIn: '/forgot-password' },
  '/admin/unauthorized': { others: SIGN_IN, signedIn: '/admin' },
  '/admin/verify': { others: SIGN_IN, signedIn: '/admin' },
}

/** The admin behind the door: people who are not signed in get the sign-in page, whatever view they ask for. */
export function adminGate(admin: RequestHandler): RequestHandler {
  return function gateAdmin(request, response, next) {
    const { path } = request
    if (path === '/') {
      response.redirect(302, '/admin')

      return
    }
    if (path.startsWith('/_next/')) {
      void admin(request, response, next)

      return
    }
    if (path !== '/admin' && !path.startsWith('/admin/')) {
      next()

      return
    }
    const isSignedIn = (requestContext.getStore()?.principal ?? null) !== null
    const instead = insteadOf(path)
    if (instead !== undefined) {
      response.redirect(302, isSignedIn ? instead.signedIn : instead.others)
    } else if (!isSignedIn) {
      response.redirect(302, `/login?redirect=${encodeURIComponent(request.originalUrl)}`)
    } else {
      void admin(request, response, next)
    }
  }
}

/** What stands in for a view, whatever follows its name: secrets of links that Payload never sends. */
function insteadOf(path: string): (typeof INSTEAD)[string] | undefined {
  const view = path.split('/').slice(0, 3).join('/')

  return Object.hasOwn(INSTEAD, view) ? INSTEAD[view] : undefined
}
