import { levelHere } from '../../collection/index.ts'
import { jobState, progressSchema } from './batchPaths.ts'
import {
  answers,
  fileAnswers,
  idParameter,
  INSTANT,
  jsonBody,
  listOf,
  nullable,
  objectSchema,
  oneOf,
  SWITCH,
  TEXT,
  UUID,
} from './parts.ts'
import type { ApiFacts, JsonSchema, Paths } from './types.ts'

const EXPORTS = { tags: ['exports'] }
const TYPES = [
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/jsonl',
  'application/zip',
  'text/csv',
]

/** Files made of records in the background, for who may export anything. */
export function exportPaths({ can, models }: ApiFacts): Paths {
  const slugs = models
    .filter((model) => levelHere(model, 'export') !== 'none' && levelHere(model, 'read') !== 'none')
    .map(({ slug }) => slug)
  if (slugs.length === 0 && !can('tenant.export')) {
    return {}
  }

  return {
    '/api/exports': {
      get: {
        ...EXPORTS,
        ...answers({ 200: objectSchema({ docs: listOf(exportView()) }) }),
        operationId: 'exports.list',
      },
      ...(slugs.length === 0 ? {} : { post: startOf(slugs) }),
    },
    ...(can('tenant.export') ? { '/api/exports/tenant': { post: tenantExport() } } : {}),
    '/api/exports/{id}': {
      get: {
        ...EXPORTS,
        ...answers({ 200: exportView() }),
        operationId: 'exports.get',
        parameters: [idParameter('id')],
      },
    },
    '/api/exports/{id}/cancel': {
      post: {
        ...EXPORTS,
        ...answers({ 200: exportView() }, [409]),
        operationId: 'exports.cancel',
        parameters: [idParameter('id')],
      },
    },
    '/api/exports/{id}/file': {
      get: {
        ...EXPORTS,
        ...fileAnswers(TYPES, [409, 410]),
        operationId: 'exports.file',
        parameters: [idParameter('id')],
      },
    },
  }
}

function startOf(slugs: readonly string[]) {
  const request = objectSchema(
    {
      bom: SWITCH,
      collection: oneOf(...slugs),
      dates: oneOf('iso', 'locale'),
      fields: { ...listOf(TEXT), maxItems: 500, minItems: 1 },
      format: oneOf('csv', 'json', 'xlsx'),
      ids: SWITCH,
      locale: oneOf('de', 'en'),
      sort: { maxLength: 500, type: 'string' },
      trash: SWITCH,
      where: { type: 'object' },
    },
    ['bom', 'dates', 'fields', 'ids', 'locale', 'sort', 'trash', 'where'],
  )

  return {
    ...EXPORTS,
    ...answers({ 202: objectSchema({ id: UUID }) }, [413]),
    operationId: 'exports.start',
    requestBody: jsonBody(request),
  }
}

function tenantExport() {
  return {
    ...EXPORTS,
    ...answers({ 202: objectSchema({ id: UUID }) }),
    operationId: 'exports.startTenant',
  }
}

function exportView(): JsonSchema {
  return objectSchema({
    apiKey: nullable(UUID),
    collection: nullable(TEXT),
    createdAt: INSTANT,
    createdBy: nullable(UUID),
    error: nullable(objectSchema({ code: TEXT, message: TEXT })),
    expiresAt: nullable(INSTANT),
    file: nullable(TEXT),
    finishedAt: nullable(INSTANT),
    format: nullable(TEXT),
    id: UUID,
    progress: progressSchema(),
    state: jobState(),
  })
}
