import express, { Router } from 'express'
import { z } from 'zod'

import { readRecords, recordErrors, writeRecords } from '../../collection/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

const COLLECTION = 'notifications'
const AT_ONCE = 500

const wanted = z.strictObject({ ids: z.array(z.uuid()).max(AT_ONCE).optional() })

/** `POST /api/notifications/read`: marks the reader's own notifications as read, all of them or those named. */
export function notificationsRouter(): Router {
  const router = Router()
  router.post(
    '/api/notifications/read',
    express.json({ limit: '64kb' }),
    async (request, response) => {
      requirePrincipal()
      const parsed = wanted.safeParse(request.body ?? {})
      if (!parsed.success) {
        throw recordErrors.FIELD_INVALID({ field: 'ids', reason: 'must be a list of ids' })
      }
      response.json({ read: await markRead(parsed.data.ids) })
    },
  )

  return router
}

/** How many became read; the store gives the reader's own alone, so that nobody else's are touched. */
async function markRead(ids: readonly string[] | undefined): Promise<number> {
  const unread = { readAt: { exists: false } }
  const where = ids === undefined ? unread : { and: [unread, { id: { in: [...ids] } }] }
  const readAt = new Date().toISOString()
  let read = 0
  for (let more = true; more;) {
    const { docs } = await readRecords({ collection: COLLECTION, limit: AT_ONCE, where })
    if (docs.length > 0) {
      const changes = docs.map(({ id }) => ({ data: { readAt }, id, op: 'update' as const }))
      await writeRecords({ changes, collection: COLLECTION })
    }
    read += docs.length
    more = docs.length === AT_ONCE
  }

  return read
}
