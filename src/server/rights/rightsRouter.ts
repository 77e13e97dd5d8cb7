import type { Request } from 'express'
import express, { Router } from 'express'

import { explainAccess, recordErrors } from '../../collection/index.ts'
import { canDo, readPermissions } from '../../identity/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { previewRole } from './previewRole.ts'

/**
 * `GET /api/rights/why` says why a user may do what with a record; `POST /api/rights/preview` what other
 * permissions of a role would change. Both ask for `users.manage`.
 */
export function rightsRouter(options: { isOpen: (slug: string) => boolean }): Router {
  const router = Router()
  router.get('/api/rights/why', async (request, response) => {
    requireManager()
    const { collection = '', field, id, user = '' } = readQuery(request)
    if (!options.isOpen(collection)) {
      throw recordErrors.COLLECTION_UNKNOWN({ collection })
    }
    if (!isId(user) || (id !== undefined && !isId(id))) {
      throw recordErrors.NOT_FOUND({})
    }
    const asked = {
      collection,
      ...(field === undefined ? {} : { field }),
      ...(id === undefined ? {} : { id }),
      userId: user,
    }
    response.json(await database().transaction((transaction) => explainAccess(asked, transaction)))
  })
  router.post(
    '/api/rights/preview',
    express.json({ limit: '256kb' }),
    async (request, response) => {
      requireManager()
      const { permissions, role } = (request.body ?? {}) as {
        permissions?: unknown
        role?: unknown
      }
      if (!isId(role)) {
        throw recordErrors.NOT_FOUND({})
      }
      if (permissions === null || typeof permissions !== 'object') {
        throw recordErrors.FIELD_INVALID({ field: 'permissions', reason: 'must be an object' })
      }
      const wanted = readPermissions(permissions)
      response.json(
        await database().transaction((transaction) => previewRole(role, wanted, transaction)),
      )
    },
  )

  return router
}

function requireManager(): void {
  if (!canDo(requirePrincipal(), 'users.manage')) {
    throw recordErrors.FORBIDDEN({ action: 'see the rights of others' })
  }
}

function readQuery(request: Request): Record<string, string | undefined> {
  const at = request.originalUrl.indexOf('?')

  return Object.fromEntries(
    new URLSearchParams(at < 0 ? '' : request.originalUrl.slice(at + 1)).entries(),
  )
}
