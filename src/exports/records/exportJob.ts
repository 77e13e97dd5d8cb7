import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import { z } from 'zod'

import { recordAudit } from '../../audit/index.ts'
import { accessOfActor, modelOf } from '../../collection/index.ts'
import type { Job, JobContext, JobResult } from '../../jobs/index.ts'
import { defineJob, enqueueJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import { exportsErrors } from '../errors.ts'
import { exists, exportFolder, readAt, settleFile } from '../files.ts'
import { zipWorkbook } from '../formats/zipWorkbook.ts'
import { expireJob, KEPT_HOURS } from '../operations/expireJob.ts'
import type { ExportRequest } from '../types.ts'
import { accessForExport } from './accessForExport.ts'
import { columnsOf } from './columnsOf.ts'
import type { ExportState } from './exportState.ts'
import { exportState } from './exportState.ts'
import { extensionOf, tableFormat } from './formatOf.ts'
import { ID_BYTES, listIds } from './listIds.ts'
import type { PageContext } from './writePage.ts'
import { writePage } from './writePage.ts'

const PAGE = 500

/** What an export job is given. */
export type ExportInput = {
  request: ExportRequest
  /** Whose rights bind the export; null for the command line and the system. */
  userId: string | null
}

const inputSchema: z.ZodType<ExportInput> = z.object({
  request: z.custom<ExportRequest>(
    (value) => typeof value === 'object' && value !== null && 'collection' in value,
  ),
  userId: z.string().nullable(),
})

/** What an export job runs with. */
export type ExportJobOptions = {
  dataDir: string
  /** Rows of a sheet after which the next one begins. */
  sheetRows?: number
}

/** The job that writes records to a file, 500 a step, as the person or API key that asked for it and resumable after each. */
export function createExportJob(options: ExportJobOptions): Job<ExportInput> {
  return defineJob({
    input: inputSchema,
    kind: 'exports:run',
    run: (job) => asPerson(job.input, () => runExport(job, options)),
  })
}

async function asPerson<T>(input: ExportInput, work: () => Promise<T>): Promise<T> {
  if (input.userId === null) {
    return work()
  }
  const access = await database().transaction(accessOfActor)
  const { collection } = input.request
  if (access === undefined || access.level(collection, 'export') === 'none') {
    throw exportsErrors.PERSON_UNKNOWN({})
  }
  const narrowed = accessForExport(access, collection)

  return runAsTenant({ ...requireTenantScope(), access: narrowed }, work)
}

async function runExport(
  job: JobContext<ExportInput>,
  options: ExportJobOptions,
): Promise<JobResult> {
  const { request } = job.input
  const folder = await exportFolder(options.dataDir, job.tenantId)
  const list = join(folder, `${job.jobId}.ids`)
  const context = await pageContext(request, options, (part) =>
    join(folder, `${job.jobId}.part${part}`),
  )
  let state = exportState(job.cursor)
  if (state.listed === null) {
    await job.step(async (transaction) => {
      state = { ...state, listed: await listIds(transaction, request, list) }

      return { cursor: state, done: 0, total: (state.listed ?? 0) / ID_BYTES }
    })
  }
  const total = (state.listed ?? 0) / ID_BYTES
  while (state.position < total || state.parts.length === 0) {
    const ids = await idsAt(list, state.position, total)
    await job.step(async (transaction) => {
      state = await writePage(transaction, ids, state, context)

      return { cursor: state, done: state.position, total }
    })
  }

  return finish(job, context, state, { folder, list })
}

async function pageContext(
  request: ExportRequest,
  { sheetRows }: ExportJobOptions,
  pathOf: (part: number) => string,
): Promise<PageContext> {
  const [rows = []] = await database().read([
    { text: 'select currency, locale from tenancy.own_tenant()' },
  ])
  const tenant = rows[0] as { currency?: string; locale?: string } | undefined
  const locale = request.locale ?? tenant?.locale ?? 'en'

  return {
    columns: columnsOf(modelOf(request.collection), request),
    currency: tenant?.currency ?? 'EUR',
    format: request.format === 'json' ? undefined : tableFormat(request, { locale, sheetRows }),
    locale,
    pathOf,
    request,
  }
}

async function idsAt(list: string, position: number, total: number): Promise<string[]> {
  const count = Math.min(PAGE, total - position)
  const text = await readAt(list, position * ID_BYTES, count * ID_BYTES)

  return text.split('\n').filter((id) => id !== '')
}

async function finish(
  job: JobContext<ExportInput>,
  context: PageContext,
  state: ExportState,
  { folder, list }: { folder: string; list: string },
): Promise<JobResult> {
  const { collection, format } = job.input.request
  const file = `${job.jobId}.${extensionOf(format)}`
  const target = join(folder, file)
  const parts = state.parts.map((_, index) => context.pathOf(index + 1))
  // An earlier attempt may have come as far as the file itself.
  if (await exists(target)) {
    await Promise.all([list, ...parts].map((path) => rm(path, { force: true })))
  } else if (format === 'xlsx') {
    await zipWorkbook({ name: collection, rows: parts, target })
  } else {
    await settleFile(context.pathOf(1), target)
  }
  await Promise.all([list, ...parts].map((path) => rm(path, { force: true })))
  const expiresAt = new Date(Date.now() + KEPT_HOURS * 3_600_000)
  await enqueueJob(expireJob(), { id: job.jobId }, { runAfter: expiresAt })
  await database().transaction((transaction) =>
    recordAudit(transaction, {
      facts: { collection, format, records: state.rows },
      kind: 'export.made',
      subject: job.jobId,
    }),
  )

  return { expiresAt: expiresAt.toISOString(), file, rows: state.rows }
}
