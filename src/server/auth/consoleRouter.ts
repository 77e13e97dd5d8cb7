import { Router } from 'express'

import { consoleApi } from './console/apiRoutes.ts'
import { consolePages } from './console/pageRoutes.ts'
import { findStaff } from './console/staff.ts'
import type { ConsoleSettings } from './console/types.ts'
import { refuseForeignOrigin } from './requireSameOrigin.ts'

/** Everything of the bare host: the platform's console, as pages and as an API. */
export function consoleRouter(settings: ConsoleSettings): Router {
  const router = Router()
  router.use(refuseForeignOrigin, findStaff(settings))
  router.use('/api', consoleApi(settings))
  router.use(consolePages(settings))

  return router
}
