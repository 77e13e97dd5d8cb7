import type { CollectionModel } from '../../collection/index.ts'
import { levelHere } from '../../collection/index.ts'
import {
  answers,
  COUNT,
  idParameter,
  jsonBody,
  listOf,
  objectSchema,
  once,
  oneOf,
  schemaRef,
  TEXT,
  UUID,
  WRITES,
} from './parts.ts'
import { schemaNames } from './schemaNames.ts'
import { note } from './texts.ts'
import type { JsonSchema, Paths } from './types.ts'

const WRITING = ['create', 'delete', 'update'] as const

/** Many changes of a collection in one request, for who may do that and write there at all. */
export function bulkPaths(model: CollectionModel, can: (permission: string) => boolean): Paths {
  const mayWrite = WRITING.some((action) => levelHere(model, action) !== 'none')

  return mayWrite && can('records.bulk')
    ? {
        [`/api/${model.slug}/bulk`]: {
          post: {
            ...note('bulk'),
            ...answers({ 200: resultsSchema(model), 202: jobSchema() }, WRITES),
            operationId: `${model.slug}.bulk`,
            parameters: [once],
            requestBody: jsonBody(bulkSchema(model)),
            tags: [model.slug],
          },
        },
      }
    : {}
}

/** Bringing back former values of a record. */
export function restorePaths(model: CollectionModel): Paths {
  const isReached = (['read', 'update'] as const).every(
    (action) => levelHere(model, action) !== 'none',
  )

  return isReached && model.tracked
    ? {
        [`/api/${model.slug}/{id}/history/{eventId}/restore`]: {
          post: {
            ...answers(
              {
                200: objectSchema({
                  doc: schemaRef(schemaNames(model).record),
                  message: oneOf('restored'),
                }),
              },
              WRITES,
            ),
            operationId: `${model.slug}.restore`,
            parameters: [idParameter('id'), idParameter('eventId'), once],
            requestBody: jsonBody(objectSchema({ fields: { ...listOf(TEXT), minItems: 1 } })),
            tags: [model.slug],
          },
        },
      }
    : {}
}

/** The job that goes on with a request. */
export function jobSchema(): JsonSchema {
  return objectSchema({ job: objectSchema({ id: UUID }) })
}

function bulkSchema(model: CollectionModel): JsonSchema {
  const { change, input } = schemaNames(model)
  const op = (...values: string[]) => oneOf(...values)
  const ending = model.trash ? ['delete', 'restore', 'trash'] : ['delete']
  const operations = listOf({
    anyOf: [
      objectSchema({ data: schemaRef(input), op: op('create') }),
      objectSchema({ data: schemaRef(change), id: UUID, op: op('update'), version: COUNT }, [
        'version',
      ]),
      objectSchema({ id: UUID, op: op(...ending) }),
    ],
  })
  const shared = { data: schemaRef(change), op: op('update', ...ending) }
  const ids = { ...listOf(UUID), maxItems: MOST, minItems: 1 }

  return {
    anyOf: [
      objectSchema({ operations: { ...operations, maxItems: MOST, minItems: 1 } }),
      objectSchema({ ...shared, ids }, ['data']),
      objectSchema({ ...shared, where: { type: 'object' } }, ['data']),
    ],
  }
}

const MOST = 50_000

function resultsSchema(model: CollectionModel): JsonSchema {
  const error = objectSchema({ code: TEXT, field: TEXT, message: TEXT }, ['field'])
  const doc = schemaRef(schemaNames(model).record)

  return objectSchema({
    batchId: UUID,
    results: listOf({
      anyOf: [
        objectSchema({ doc, id: UUID, index: COUNT, ok: { const: true } }, ['doc']),
        objectSchema({ error, id: UUID, index: COUNT, ok: { const: false } }, ['id']),
      ],
    }),
  })
}
