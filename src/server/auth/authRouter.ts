import type { RequestHandler } from 'express'
import { Router } from 'express'

import { askForSecondFactor } from './askForSecondFactor.ts'
import type { AuthSettings } from './context.ts'
import { forgetRights } from './forgetRights.ts'
import { enterAsApiKey, refuseApiKeys } from './limitApiKeys.ts'
import { limitSupport } from './limitSupport.ts'
import { pageRoutes } from './pages/pageRoutes.ts'
import { requireEnrolment } from './requireEnrolment.ts'
import { refuseForeignOrigin } from './requireSameOrigin.ts'
import { apiKeyRoutes } from './routes/apiKeyRoutes.ts'
import { invitationRoutes } from './routes/invitationRoutes.ts'
import { oidcRoutes } from './routes/oidcRoutes.ts'
import { passwordRoutes } from './routes/passwordRoutes.ts'
import { policyRoutes } from './routes/policyRoutes.ts'
import { providerRoutes } from './routes/providerRoutes.ts'
import { secondFactorRoutes } from './routes/secondFactorRoutes.ts'
import { tenantSecondStep } from './routes/secondStepRoutes.ts'
import { sessionRoutes } from './routes/sessionRoutes.ts'
import { supportRoutes } from './routes/supportRoutes.ts'
import { switchRoutes } from './routes/switchRoutes.ts'
import { tenantPerson } from './secondFactorPerson.ts'

// Express tells no capitals from small letters in a path.
const RECORDS = /^\/api\/(?!auth(?:\/|$))/i

/** Everything about signing in on a tenant's host: `/api/auth/…` and the pages that need no session. */
export function authRouter(settings: AuthSettings): Router {
  const router = Router()
  router.use(enterAsApiKey, limitSupport, requireEnrolment, forgetRights, leaveRecords)
  router.use(
    '/api/auth',
    refuseForeignOrigin,
    refuseApiKeys,
    sessionRoutes(settings),
    passwordRoutes(settings),
    invitationRoutes(settings),
    switchRoutes(settings),
    supportRoutes(settings),
    apiKeyRoutes(),
    policyRoutes(settings),
    providerRoutes(settings),
    secondFactorRoutes({ demo: settings.demo, personOf: tenantPerson }),
  )
  router.use(tenantSecondStep(settings), oidcRoutes(settings), pageRoutes(settings))
  router.use(askForSecondFactor)

  return router
}

/** Nothing behind it answers for the rest of the API, which is asked most and need not be held up. */
const leaveRecords: RequestHandler = ({ path }, _response, next) => {
  next(RECORDS.test(path) ? 'router' : undefined)
}
