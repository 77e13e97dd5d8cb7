import { z } from 'zod'

import {
  compileRead,
  levelHere,
  modelOf,
  recordErrors,
  requirePerson,
} from '../../collection/index.ts'
import { enqueueJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import { exportsErrors } from '../errors.ts'
import { accessForExport } from '../records/accessForExport.ts'
import { columnsOf } from '../records/columnsOf.ts'
import type { ExportInput } from '../records/exportJob.ts'
import { createExportJob } from '../records/exportJob.ts'
import { whereOf } from '../records/listIds.ts'
import type { ExportRequest } from '../types.ts'
import { expireJob, KEPT_HOURS } from './expireJob.ts'

const schema = z.strictObject({
  bom: z.boolean().optional(),
  collection: z.string().max(100),
  dates: z.enum(['iso', 'locale']).optional(),
  fields: z.array(z.string().max(200)).min(1).max(500).optional(),
  format: z.enum(['csv', 'json', 'xlsx']),
  ids: z.boolean().optional(),
  locale: z.enum(['de', 'en']).optional(),
  sort: z.string().max(500).optional(),
  trash: z.boolean().optional(),
  where: z.record(z.string(), z.unknown()).optional(),
})

/** Reads what a client asks to have exported; throws `EXPORTS_REQUEST_INVALID`. */
export function readExportRequest(body: unknown): ExportRequest {
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw exportsErrors.REQUEST_INVALID({
      field: issue?.path.map(String).join('.') ?? '',
      reason: issue?.message ?? '',
    })
  }

  return Object.fromEntries(
    Object.entries(parsed.data).filter(([, value]) => value !== undefined),
  ) as unknown as ExportRequest
}

/**
 * Queues an export in the current tenant, as the person or API key of the running scope, and gives its id.
 * Throws `BATCH_PERSON_REQUIRED` for support, or `RECORD_FORBIDDEN`, `RECORD_QUERY_INVALID` or `EXPORTS_FIELD_UNKNOWN` before anything is queued.
 */
export async function startExport(request: ExportRequest): Promise<string> {
  requirePerson()
  const scope = requireTenantScope()
  const model = modelOf(request.collection)
  const isAllowed = (['export', 'read'] as const).every(
    (action) => levelHere(model, action) !== 'none',
  )
  if (!isAllowed || (scope.access !== undefined && scope.userId === null)) {
    throw recordErrors.FORBIDDEN({ action: 'export' })
  }
  check(request)
  const input: ExportInput = {
    request,
    userId: scope.access === undefined ? null : scope.userId,
  }
  const id = newId()
  // Twice as long as the file is kept: for what a failed export leaves behind.
  const sweepAt = new Date(Date.now() + 2 * KEPT_HOURS * 3_600_000)
  await database().transaction(async (transaction) => {
    await enqueueJob(createExportJob({ dataDir: '' }), input, { id, transaction })
    await enqueueJob(expireJob(), { id }, { runAfter: sweepAt, transaction })
  })

  return id
}

function check(request: ExportRequest): void {
  const scope = requireTenantScope()
  const compile = () => {
    columnsOf(modelOf(request.collection), request)
    compileRead({
      collection: request.collection,
      sort: request.sort ?? 'id',
      where: whereOf(request),
    })
  }
  if (scope.access === undefined) {
    compile()
  } else {
    runAsTenant({ ...scope, access: accessForExport(scope.access, request.collection) }, compile)
  }
}
