import type { IncomingHttpHeaders } from 'node:http'

import type { CollectionModel, WhereTree } from '../../collection/index.ts'
import { levelHere, recordErrors } from '../../collection/index.ts'
import type { Principal, RecordAction } from '../../identity/index.ts'
import { serverErrors } from '../errors.ts'
import { requestContext } from '../requestContext.ts'

/** A parsed request to a collection. */
export type RecordRequest = {
  body: Record<string, unknown>
  headers: IncomingHttpHeaders
  /** Empty where the route names no record. */
  id: string
  model: CollectionModel
  query: Record<string, unknown>
}

/** Most rows one page may hold. */
export const MAX_LIMIT = 200

/** The signed-in person of the running request; throws `SERVER_SIGN_IN_REQUIRED`. */
export function requirePrincipal(): Principal {
  const principal = requestContext.getStore()?.principal
  if (principal === null || principal === undefined) {
    throw serverErrors.SIGN_IN_REQUIRED({})
  }

  return principal
}

/**
 * The condition that the trash and the request put together; the record store itself narrows it to what
 * the person may read. Throws `RECORD_FORBIDDEN` where that is nothing at all.
 */
export function readableWhere(request: RecordRequest): WhereTree {
  requirePrincipal()
  requireLevel(request.model, 'read')
  const asked = request.query['where']

  return {
    and: [
      ...(asked !== null && typeof asked === 'object' ? [asked as WhereTree] : []),
      request.model.trash && request.query['trash'] !== 'true'
        ? { deletedAt: { exists: request.query['trash'] === 'only' } }
        : {},
    ],
  }
}

/** Throws `RECORD_FORBIDDEN` where the person's roles allow nothing of this in a collection. */
export function requireLevel(model: CollectionModel, action: RecordAction): void {
  if (levelHere(model, action) === 'none') {
    throw recordErrors.FORBIDDEN({ action })
  }
}

/** `limit` and `page` within their bounds. */
export function pageOf(query: Record<string, unknown>): { limit: number; page: number } {
  const limit = wholeNumber(query['limit'], 10)
  const page = wholeNumber(query['page'], 1)

  return { limit: limit === 0 ? MAX_LIMIT : Math.min(limit, MAX_LIMIT), page: Math.max(page, 1) }
}

function wholeNumber(value: unknown, fallback: number): number {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined
  if (value !== undefined && number === undefined) {
    throw recordErrors.QUERY_INVALID({ reason: 'limit and page must be whole numbers' })
  }

  return number ?? fallback
}
