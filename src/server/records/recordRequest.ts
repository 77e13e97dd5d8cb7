import type { IncomingHttpHeaders } from 'node:http'

import type { CollectionModel, WhereTree, WriteRights } from '../../collection/index.ts'
import { recordErrors } from '../../collection/index.ts'
import type { PermissionLevel, Principal } from '../../identity/index.ts'
import { serverErrors } from '../errors.ts'
import { requestContext } from '../requestContext.ts'
import { levelOf } from '../rights.ts'

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

/** The condition that a reader's role, the trash and the request put together. */
export function readableWhere(request: RecordRequest): WhereTree {
  const principal = requirePrincipal()
  const level = levelOf(principal, request.model, 'read')
  const asked = request.query['where']

  return {
    and: [
      ...(asked !== null && typeof asked === 'object' ? [asked as WhereTree] : []),
      ownerCondition(request.model, level, principal, 'read'),
      request.model.trash && request.query['trash'] !== 'true'
        ? { deletedAt: { exists: false } }
        : {},
    ],
  }
}

/** Narrows to the person's own records where the role says so; throws `RECORD_FORBIDDEN`. */
export function ownerCondition(
  model: CollectionModel,
  level: PermissionLevel,
  principal: Principal,
  action: string,
): WhereTree {
  if (level === 'none' || (level === 'own' && model.ownerField === undefined)) {
    throw recordErrors.FORBIDDEN({ action })
  }

  return level === 'own' && model.ownerField !== undefined
    ? { [model.ownerField]: { equals: principal.userId } }
    : {}
}

/** How far the signed-in person may write in a collection. */
export function writeRights(model: CollectionModel): WriteRights {
  const principal = requirePrincipal()

  return {
    create: levelOf(principal, model, 'create'),
    delete: levelOf(principal, model, 'delete'),
    update: levelOf(principal, model, 'update'),
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
