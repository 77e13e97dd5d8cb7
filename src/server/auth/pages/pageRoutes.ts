import { Router } from 'express'

import type { AuthSettings } from '../context.ts'
import { refuseForeignOrigin } from '../requireSameOrigin.ts'
import { acceptPage } from './acceptPage.ts'
import { forgotPage } from './forgotPage.ts'
import { loginPage } from './loginPage.ts'
import { logoutPage } from './logoutPage.ts'
import { resetPage } from './resetPage.ts'

/** The pages of a tenant's host that work without a session and without scripts. */
export function pageRoutes(settings: AuthSettings): Router {
  const router = Router()
  const pages = {
    '/accept-invitation': acceptPage(settings),
    '/forgot-password': forgotPage(settings),
    '/login': loginPage(settings),
    '/logout': logoutPage,
    '/reset-password': resetPage,
  }
  for (const [path, page] of Object.entries(pages)) {
    router.get(path, page.show)
    router.post(path, refuseForeignOrigin, page.body, page.submit)
  }

  return router
}
