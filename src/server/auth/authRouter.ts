import { Router } from 'express'

import type { AuthSettings } from './context.ts'
import { pageRoutes } from './pages/pageRoutes.ts'
import { refuseForeignOrigin } from './requireSameOrigin.ts'
import { invitationRoutes } from './routes/invitationRoutes.ts'
import { passwordRoutes } from './routes/passwordRoutes.ts'
import { sessionRoutes } from './routes/sessionRoutes.ts'
import { switchRoutes } from './routes/switchRoutes.ts'

/** Everything about signing in on a tenant's host: `/api/auth/…` and the pages that need no session. */
export function authRouter(settings: AuthSettings): Router {
  const router = Router()
  router.use(
    '/api/auth',
    refuseForeignOrigin,
    sessionRoutes(settings),
    passwordRoutes(settings),
    invitationRoutes(settings),
    switchRoutes(settings),
  )
  router.use(pageRoutes(settings))

  return router
}
