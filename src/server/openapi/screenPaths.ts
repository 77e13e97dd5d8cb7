import { screens } from '../../screens/index.ts'
import {
  answers,
  COUNT,
  jsonBody,
  objectSchema,
  oneOf,
  queryParameter,
  TEXT,
  UUID,
} from './parts.ts'
import { note } from './texts.ts'
import type { Paths } from './types.ts'

const MOST_IDS = 500

/** What screens show, and the notifications that a person has read. */
export function screenPaths(): Paths {
  const ids = { items: UUID, maxItems: MOST_IDS, type: 'array' }

  return {
    '/api/notifications/read': {
      post: {
        ...note('notificationsRead'),
        ...answers({ 200: objectSchema({ read: COUNT }) }, [409, 413, 422]),
        operationId: 'notifications.read',
        requestBody: jsonBody(objectSchema({ ids }, ['ids'])),
        tags: ['notifications'],
      },
    },
    '/api/screens/{name}': {
      get: {
        ...note('screens'),
        ...answers({ 200: { type: 'object' } }),
        operationId: 'screens.get',
        parameters: [
          { in: 'path', name: 'name', required: true, schema: oneOf(...screens.keys()) },
          queryParameter('input', TEXT, 'screenInput'),
        ],
        tags: ['screens'],
      },
    },
  }
}
