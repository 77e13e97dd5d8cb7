import { jobSchema } from './bulkPaths.ts'
import {
  answers,
  COUNT,
  FLAG,
  idParameter,
  INSTANT,
  listOf,
  nullable,
  objectSchema,
  once,
  oneOf,
  queryParameter,
  SWITCH,
  TEXT,
  UUID,
} from './parts.ts'
import { note } from './texts.ts'
import type { JsonSchema, Paths } from './types.ts'

const BATCHES = { tags: ['batches'] }
const JOBS = { tags: ['jobs'] }

/** A job as its reader sees it. */
export function jobView(): JsonSchema {
  return objectSchema({
    apiKey: nullable(UUID),
    createdAt: INSTANT,
    createdBy: nullable(UUID),
    error: nullable(objectSchema({ code: TEXT, message: TEXT })),
    finishedAt: nullable(INSTANT),
    id: UUID,
    kind: TEXT,
    progress: progressSchema(),
    result: nullable({ type: 'object' }),
    state: jobState(),
  })
}

/** How far something is. */
export function progressSchema(): JsonSchema {
  return objectSchema({ done: COUNT, total: nullable(COUNT) })
}

/** Where a job stands. */
export function jobState(...more: string[]): JsonSchema {
  return oneOf('cancelled', 'done', 'failed', 'queued', 'running', ...more)
}

/** What changed many records at once, its undo, and the jobs that do such work. */
export function batchPaths(): Paths {
  return {
    '/api/batches': {
      get: {
        ...BATCHES,
        ...answers({ 200: objectSchema({ docs: listOf(batchView()), hasMore: SWITCH }) }),
        operationId: 'batches.list',
        parameters: [
          queryParameter('after', UUID, 'entryBefore'),
          queryParameter('limit', { maximum: 200, minimum: 1, type: 'integer' }, 'limit'),
          queryParameter('mine', FLAG, 'mine'),
        ],
      },
    },
    '/api/batches/{id}/undo': {
      post: {
        ...BATCHES,
        ...note('undo'),
        ...answers({ 202: jobSchema() }, [409, 413, 422]),
        operationId: 'batches.undo',
        parameters: [idParameter('id'), once],
      },
    },
    '/api/jobs/{id}': {
      get: {
        ...JOBS,
        ...answers({ 200: jobView() }),
        operationId: 'jobs.get',
        parameters: [idParameter('id')],
      },
    },
    '/api/jobs/{id}/cancel': {
      post: {
        ...JOBS,
        ...answers({ 200: jobView() }, [409]),
        operationId: 'jobs.cancel',
        parameters: [idParameter('id')],
      },
    },
    '/api/jobs/{id}/results': {
      get: {
        ...JOBS,
        ...answers({
          200: objectSchema({ docs: listOf({}), limit: COUNT, page: COUNT, totalDocs: COUNT }),
        }),
        operationId: 'jobs.results',
        parameters: [
          idParameter('id'),
          queryParameter('limit', { maximum: 1000, minimum: 1, type: 'integer' }),
          queryParameter('page', { maximum: 1_000_000, minimum: 1, type: 'integer' }, 'page'),
        ],
      },
    },
  }
}

function batchView(): JsonSchema {
  return objectSchema({
    actorId: nullable(UUID),
    actorType: TEXT,
    closedAt: nullable(INSTANT),
    counts: { additionalProperties: COUNT, type: 'object' },
    id: UUID,
    kind: oneOf('bulk', 'import', 'undo'),
    label: TEXT,
    startedAt: INSTANT,
    state: oneOf('done', 'running', 'stopped'),
    undoes: nullable(UUID),
    undone: oneOf('done', 'none', 'running'),
    undoneBy: nullable(UUID),
  })
}
