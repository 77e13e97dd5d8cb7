import type { RequestHandler } from 'express'

import { requestContext } from '../requestContext.ts'

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
    if (path === '/admin/logout') {
      response.redirect(302, '/logout')
    } else if (!isSignedIn) {
      response.redirect(302, `/login?redirect=${encodeURIComponent(request.originalUrl)}`)
    } else if (path === '/admin/login' || path === '/admin/create-first-user') {
      response.redirect(302, '/admin')
    } else {
      void admin(request, response, next)
    }
  }
}
