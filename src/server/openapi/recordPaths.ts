import type { CollectionModel } from '../../collection/index.ts'
import { levelHere, linksOf } from '../../collection/index.ts'
import { historySchema, manySchema, pageSchema, summarySchema } from './answerSchemas.ts'
import { inputSchema, recordSchema } from './fieldSchemas.ts'
import {
  answers,
  COUNT,
  FLAG,
  idParameter,
  jsonBody,
  objectSchema,
  once,
  oneOf,
  queryParameter,
  schemaRef,
  TEXT,
  UUID,
  WRITES,
} from './parts.ts'
import { schemaNames } from './schemaNames.ts'
import { note } from './texts.ts'
import type { JsonSchema, Paths } from './types.ts'

function whereOf(model: CollectionModel) {
  const links = linksOf(model).map(({ other }) => [
    other.relationTo,
    { ...note('linked'), type: 'object' },
  ])

  return {
    ...note('where'),
    explode: true,
    in: 'query',
    name: 'where',
    schema: {
      ...(links.length === 0 ? {} : { properties: Object.fromEntries(links) as object }),
      type: 'object',
    },
    style: 'deepObject',
  } as const
}

const trash = queryParameter('trash', oneOf('false', 'only', 'true'), 'trash')
const sort = queryParameter('sort', TEXT, 'sort')

/** The schemas of a collection as the person sees it. */
export function recordSchemas(model: CollectionModel): Readonly<Record<string, JsonSchema>> {
  const names = schemaNames(model)

  return {
    [names.change]: inputSchema(model, false),
    [names.input]: inputSchema(model, true),
    [names.record]: recordSchema(model),
  }
}

/** The operations on the records of a collection that the person's roles reach at all. */
export function recordPaths(model: CollectionModel): Paths {
  const base = `/api/${model.slug}`
  const may = (action: 'create' | 'delete' | 'read' | 'update') =>
    levelHere(model, action) !== 'none'
  const reading = may('read') ? readingOf(model) : undefined

  return {
    [base]: {
      ...(reading === undefined ? {} : { get: reading.list }),
      ...(may('create') ? { post: createOf(model) } : {}),
      ...(may('update') ? { patch: updateManyOf(model) } : {}),
      ...(may('delete') ? { delete: removeManyOf(model) } : {}),
    },
    ...(reading === undefined
      ? {}
      : {
          [`${base}/count`]: { get: reading.count },
          [`${base}/summary`]: { get: reading.summary },
          [`${base}/{id}/history`]: { get: reading.history },
        }),
    [`${base}/{id}`]: {
      ...(reading === undefined ? {} : { get: reading.one }),
      ...(may('update') ? { patch: updateOf(model) } : {}),
      ...(may('delete') ? { delete: removeOf(model) } : {}),
    },
  }
}

function readingOf(model: CollectionModel) {
  const { record } = schemaNames(model)
  const common = { tags: [model.slug] }

  return {
    count: {
      ...common,
      ...answers({
        200: objectSchema({ totalDocs: COUNT, totalIsCapped: { const: true } }, ['totalIsCapped']),
      }),
      operationId: `${model.slug}.count`,
      parameters: [whereOf(model), trash, queryParameter('exact', FLAG)],
    },
    history: {
      ...common,
      ...answers({ 200: historySchema() }),
      operationId: `${model.slug}.history`,
      parameters: [
        idParameter('id'),
        queryParameter('field', TEXT),
        queryParameter('after', UUID, 'entryBefore'),
        queryParameter('limit', limitSchema()),
      ],
    },
    list: {
      ...common,
      ...answers({ 200: pageSchema(record) }),
      operationId: `${model.slug}.list`,
      parameters: [
        whereOf(model),
        sort,
        trash,
        queryParameter('limit', limitSchema(), 'limit'),
        queryParameter('page', { minimum: 1, type: 'integer' }, 'page'),
        queryParameter('after', TEXT, 'after'),
        queryParameter('before', TEXT, 'before'),
        queryParameter('pagination', FLAG, 'pagination'),
      ],
    },
    one: {
      ...common,
      ...answers({ 200: schemaRef(record) }),
      operationId: `${model.slug}.get`,
      parameters: [idParameter('id'), trash],
    },
    summary: summaryOf(model),
  }
}

function summaryOf(model: CollectionModel) {
  return {
    tags: [model.slug],
    ...answers({ 200: summarySchema() }),
    operationId: `${model.slug}.summary`,
    parameters: [
      { ...queryParameter('by', TEXT, 'by'), required: true },
      ...['sum', 'avg', 'min', 'max'].map((measure) => queryParameter(measure, TEXT)),
      queryParameter('period', oneOf('day', 'week', 'month', 'quarter', 'year')),
      queryParameter('limit', { maximum: 1000, minimum: 1, type: 'integer' }),
      whereOf(model),
      trash,
    ],
  }
}

function createOf(model: CollectionModel) {
  return {
    ...answers({ 201: written(model, 'created') }, WRITES),
    operationId: `${model.slug}.create`,
    parameters: [once],
    requestBody: jsonBody(schemaRef(schemaNames(model).input)),
    tags: [model.slug],
  }
}

function updateOf(model: CollectionModel) {
  return {
    ...answers({ 200: written(model, 'updated') }, WRITES),
    operationId: `${model.slug}.update`,
    parameters: [idParameter('id'), once],
    requestBody: jsonBody(schemaRef(schemaNames(model).change)),
    tags: [model.slug],
  }
}

function updateManyOf(model: CollectionModel) {
  return {
    ...answers({ 200: manySchema(model) }, WRITES),
    operationId: `${model.slug}.updateMany`,
    parameters: [{ ...whereOf(model), required: true }, once],
    requestBody: jsonBody(schemaRef(schemaNames(model).change)),
    tags: [model.slug],
  }
}

function removeOf(model: CollectionModel) {
  return {
    ...answers({ 200: written(model, 'deleted', 'trashed') }, WRITES),
    operationId: `${model.slug}.delete`,
    parameters: [idParameter('id'), queryParameter('trash', FLAG), once],
    tags: [model.slug],
  }
}

function removeManyOf(model: CollectionModel) {
  return {
    ...answers({ 200: manySchema(model) }, WRITES),
    operationId: `${model.slug}.deleteMany`,
    parameters: [{ ...whereOf(model), required: true }, queryParameter('trash', FLAG), once],
    tags: [model.slug],
  }
}

function written(model: CollectionModel, ...messages: string[]): JsonSchema {
  return objectSchema({
    doc: schemaRef(schemaNames(model).record),
    message: { enum: messages, type: 'string' },
  })
}

function limitSchema(): JsonSchema {
  return { maximum: 200, minimum: 0, type: 'integer' }
}
