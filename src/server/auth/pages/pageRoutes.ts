import { Router } from 'express'

import type { AuthSettings } from '../context.ts'
import { principalOf } from '../context.ts'
import { FACTOR_PAGE } from '../requireEnrolment.ts'
import { refuseForeignOrigin } from '../requireSameOrigin.ts'
import { tenantPerson } from '../secondFactorPerson.ts'
import { acceptPage } from './acceptPage.ts'
import { factorPage } from './factorPage.ts'
import { forgotPage } from './forgotPage.ts'
import { loginPage } from './loginPage.ts'
import { logoutPage } from './logoutPage.ts'
import { resetPage } from './resetPage.ts'

/** The pages of a tenant's host that work without a session and without scripts. */
export function pageRoutes(settings: AuthSettings): Router {
  const router = Router()
  const pages = {
    [FACTOR_PAGE]: factorPage({
      demo: settings.demo,
      personOf: (request) => (principalOf() === null ? null : tenantPerson(request)),
    }),
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
