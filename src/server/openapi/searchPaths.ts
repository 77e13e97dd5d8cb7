import { answers, listOf, objectSchema, queryParameter, TEXT, UUID } from './parts.ts'
import type { Paths } from './types.ts'

/** One search over all collections. */
export function searchPaths(): Paths {
  const hit = objectSchema({
    collection: TEXT,
    id: UUID,
    match: objectSchema({ field: TEXT, fragment: TEXT }),
    title: TEXT,
  })

  return {
    '/api/search': {
      get: {
        ...answers({ 200: objectSchema({ docs: listOf(hit) }) }),
        operationId: 'search',
        parameters: [
          { ...queryParameter('q', TEXT, 'words'), required: true },
          queryParameter('in', TEXT, 'collections'),
          queryParameter('limit', { maximum: 50, minimum: 1, type: 'integer' }),
        ],
        tags: ['search'],
      },
    },
  }
}
