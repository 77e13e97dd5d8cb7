import type { CollectionModel } from '../../collection/index.ts'
import { COUNT, listOf, objectSchema, schemaRef, TEXT, UUID } from './parts.ts'
import { schemaNames } from './schemaNames.ts'
import type { JsonSchema } from './types.ts'

const NUMBER_OR_NULL = { type: ['number', 'null'] } as const

/** What a change of many records answers: those changed, and those refused with their reason. */
export function manySchema(model: CollectionModel): JsonSchema {
  const { record } = schemaNames(model)

  return objectSchema({
    docs: { items: { anyOf: [schemaRef(record), objectSchema({ id: UUID })] }, type: 'array' },
    errors: {
      items: objectSchema({ code: TEXT, field: TEXT, id: UUID, message: TEXT }, ['field']),
      type: 'array',
    },
  })
}

/** A page of a list. */
export function pageSchema(record: string): JsonSchema {
  const cursor = { type: ['string', 'null'] }
  const page = { type: ['integer', 'null'] }

  return objectSchema(
    {
      docs: { items: schemaRef(record), type: 'array' },
      hasNextPage: { type: 'boolean' },
      hasPrevPage: { type: 'boolean' },
      limit: COUNT,
      nextCursor: cursor,
      nextPage: page,
      page: COUNT,
      pagingCounter: COUNT,
      prevCursor: cursor,
      prevPage: page,
      totalDocs: COUNT,
      totalIsCapped: { const: true },
      totalPages: COUNT,
    },
    ['nextPage', 'page', 'pagingCounter', 'prevPage', 'totalIsCapped', 'totalPages'],
  )
}

/** The groups of a summary. */
export function summarySchema(): JsonSchema {
  const byField = { additionalProperties: NUMBER_OR_NULL, type: 'object' }
  const bounds = { additionalProperties: { type: ['number', 'string', 'null'] }, type: 'object' }
  const label = { type: ['string', 'null'] }
  const group = objectSchema(
    {
      avgs: byField,
      count: COUNT,
      currencies: { type: 'object' },
      key: {},
      keys: { type: 'array' },
      label,
      labels: listOf(label),
      maxs: bounds,
      mins: bounds,
      sum: NUMBER_OR_NULL,
      sums: byField,
    },
    ['avgs', 'currencies', 'keys', 'label', 'labels', 'maxs', 'mins', 'sums'],
  )

  return objectSchema({ groups: { items: group, type: 'array' }, isCut: { type: 'boolean' } })
}

/** A page of the history of a record. */
export function historySchema(): JsonSchema {
  const entry = objectSchema({
    actor: objectSchema({ id: { format: 'uuid', type: ['string', 'null'] }, type: TEXT }),
    at: { format: 'date-time', type: 'string' },
    batchId: { format: 'uuid', type: ['string', 'null'] },
    changes: { items: objectSchema({ field: TEXT, from: {}, to: {} }), type: 'array' },
    id: UUID,
    isErased: { type: 'boolean' },
    op: { enum: ['create', 'delete', 'restore', 'trash', 'update'], type: 'string' },
    version: COUNT,
  })

  return objectSchema({
    docs: { items: entry, type: 'array' },
    hasMore: { type: 'boolean' },
    titles: { additionalProperties: TEXT, type: 'object' },
  })
}
