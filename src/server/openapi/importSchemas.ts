import { jobState, jobView } from './batchPaths.ts'
import {
  COUNT,
  INSTANT,
  listOf,
  nullable,
  objectSchema,
  oneOf,
  SWITCH,
  TEXT,
  UUID,
} from './parts.ts'
import type { JsonSchema } from './types.ts'

const TEXTS = { additionalProperties: TEXT, type: 'object' } as const
const FAULT = objectSchema({ code: TEXT, column: TEXT, field: TEXT, message: TEXT }, [
  'column',
  'field',
])

/** How the columns of a file are read; what it leaves out is guessed. */
export function mapSchema(): JsonSchema {
  const properties = {
    columns: { additionalProperties: nullable(TEXT), type: 'object' },
    currency: { pattern: '^[A-Z]{3}$', type: 'string' },
    dateOrder: oneOf('dmy', 'iso', 'mdy', 'ymd'),
    decimal: oneOf(',', '.'),
    key: TEXT,
    sheet: TEXT,
    values: { additionalProperties: TEXTS, type: 'object' },
  }

  return objectSchema(properties, Object.keys(properties))
}

/** An import with the state of its jobs. */
export function importView(): JsonSchema {
  return objectSchema({
    apiKey: nullable(UUID),
    bytes: COUNT,
    collection: TEXT,
    createdAt: INSTANT,
    createdBy: nullable(UUID),
    createMissing: SWITCH,
    dryRun: nullable(jobView()),
    dryRunId: nullable(UUID),
    file: TEXT,
    id: UUID,
    map: mapSchema(),
    run: nullable(jobView()),
    runId: nullable(UUID),
    state: jobState('planned'),
  })
}

/** A map that is kept for files with the same columns. */
export function recipeSchema(): JsonSchema {
  return objectSchema({
    collection: TEXT,
    createdBy: nullable(UUID),
    createMissing: SWITCH,
    id: UUID,
    map: mapSchema(),
    name: TEXT,
    updatedAt: INSTANT,
  })
}

/** How a file is going to be read. */
export function previewSchema(): JsonSchema {
  const column = objectSchema(
    {
      dateOrder: TEXT,
      decimal: TEXT,
      filled: COUNT,
      header: TEXT,
      target: nullable(TEXT),
      type: oneOf('boolean', 'date', 'email', 'empty', 'number', 'text', 'url'),
      values: TEXTS,
    },
    ['dateOrder', 'decimal', 'values'],
  )

  return objectSchema({
    columns: listOf(column),
    createMissing: SWITCH,
    currency: TEXT,
    format: { type: 'object' },
    map: mapSchema(),
    match: objectSchema({ by: oneOf('external', 'field', 'none'), path: TEXT, source: TEXT }, [
      'path',
      'source',
    ]),
    notes: listOf(objectSchema({ code: TEXT, message: TEXT })),
    recipes: listOf(recipeSchema()),
    rows: COUNT,
    samples: listOf(listOf(TEXT)),
  })
}

/** A page of what a dry run found, row by row. */
export function differencesSchema(): JsonSchema {
  const near = objectSchema({
    collection: TEXT,
    column: TEXT,
    field: TEXT,
    suggestion: TEXT,
    value: TEXT,
  })
  const row = objectSchema({
    changes: listOf(objectSchema({ field: TEXT, from: {}, to: {} }, ['from', 'to'])),
    faults: listOf(FAULT),
    nearMisses: listOf(near),
    outcome: oneOf('changed', 'created', 'refused', 'unchanged'),
    recordId: nullable(UUID),
    row: COUNT,
    title: nullable(TEXT),
  })

  return objectSchema({
    counts: { additionalProperties: COUNT, type: 'object' },
    docs: listOf(row),
    limit: COUNT,
    page: COUNT,
  })
}
