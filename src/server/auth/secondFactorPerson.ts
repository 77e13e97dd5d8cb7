import type { Request } from 'express'

import { tenantOf } from '../middleware/enterTenant.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { requireStaff } from './console/staff.ts'
import { pageLocale } from './pages/pageLocale.ts'
import { authTexts } from './translations/index.ts'

/** Whose second factor a request is about, and whose name the authenticator app shows beside it. */
export type FactorPerson = {
  accountId: string
  email: string
  issuer: string
  locale: string
  sessionId: string
}

/** The person who makes a request on a tenant's host; throws `SERVER_SIGN_IN_REQUIRED`. */
export function tenantPerson(request: Request): FactorPerson {
  const { accountId, email, sessionId } = requirePrincipal()
  const { locale, name } = tenantOf(request)

  return { accountId, email, issuer: name, locale: pageLocale(request, locale), sessionId }
}

/** The member of the platform's staff who makes a request on the bare host; throws like `tenantPerson`. */
export function platformPerson(request: Request): FactorPerson {
  const { accountId, email, sessionId } = requireStaff(request)
  const locale = pageLocale(request)
  const issuer = authTexts.translate(locale, 'factor.platform')

  return { accountId, email, issuer, locale, sessionId }
}
