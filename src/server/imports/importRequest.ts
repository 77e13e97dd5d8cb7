import type { Request } from 'express'

import { importsErrors } from '../../imports/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { pageOf } from '../records/recordRequest.ts'

/** The parameters of the request's address. */
export function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams
}

/** The id in the address; throws `IMPORTS_NOT_FOUND` for what can be none. */
export function idOf(request: Request): string {
  const id = String(request.params['id'])
  if (!isId(id)) {
    throw importsErrors.NOT_FOUND({})
  }

  return id.toLowerCase()
}

/** `limit` and `page` of the request. */
export function page(query: URLSearchParams): { limit: number; page: number } {
  return pageOf({ limit: query.get('limit') ?? undefined, page: query.get('page') ?? undefined })
}
