import type { Request } from 'express'

import type { Visitor } from '../../identity/index.ts'
import { isLocalVisitor } from '../middleware/isLocalVisitor.ts'

/** Where a request comes from; demo logins count only for local visitors, and only while there is a demo. */
export function visitorOf(request: Request, hasDemo: boolean): Visitor {
  return {
    demoAllowed: hasDemo && isLocalVisitor(request),
    ip: request.ip ?? '',
    userAgent: request.get('user-agent') ?? null,
  }
}
