import type { Request } from 'express'

import { requestContext } from '../../requestContext.ts'
import { authTexts } from '../translations/index.ts'
import { pageLocale } from './pageLocale.ts'

/** Whose page a request gets, a tenant's or the platform's, and in which language. */
export function placeOf(request: Request): { locale: string; name: string } {
  const tenant = requestContext.getStore()?.tenant
  const locale = pageLocale(request, tenant?.locale)

  return { locale, name: tenant?.name ?? authTexts.translate(locale, 'factor.platform') }
}
