import { Router } from 'express'

import { askForSecondFactor } from './askForSecondFactor.ts'
import { consoleApi } from './console/apiRoutes.ts'
import { consolePages } from './console/pageRoutes.ts'
import { findStaff, staffOf } from './console/staff.ts'
import type { ConsoleSettings } from './console/types.ts'
import { factorPage } from './pages/factorPage.ts'
import { FACTOR_PAGE } from './requireEnrolment.ts'
import { refuseForeignOrigin } from './requireSameOrigin.ts'
import { secondFactorRoutes } from './routes/secondFactorRoutes.ts'
import { platformSecondStep } from './routes/secondStepRoutes.ts'
import { platformPerson } from './secondFactorPerson.ts'

/** Everything of the bare host: the platform's console, as pages and as an API. */
export function consoleRouter(settings: ConsoleSettings): Router {
  const router = Router()
  router.use(refuseForeignOrigin, findStaff(settings))
  router.use('/api/auth', secondFactorRoutes({ demo: settings.demo, personOf: platformPerson }))
  router.use('/api', consoleApi(settings))
  const page = factorPage({
    demo: settings.demo,
    personOf: (request) => (staffOf(request) === null ? null : platformPerson(request)),
  })
  router.get(FACTOR_PAGE, page.show)
  router.post(FACTOR_PAGE, page.body, page.submit)
  router.use(platformSecondStep(settings), consolePages(settings), askForSecondFactor)

  return router
}
