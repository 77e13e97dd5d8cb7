import type { Request } from 'express'

import { pickLocale } from '../../../kernel/i18n/index.ts'

/** The language of a page: what the browser asks for, else the tenant's own. */
export function pageLocale(request: Request, tenantLocale = 'en'): string {
  return pickLocale(request.get('accept-language') ?? tenantLocale)
}
