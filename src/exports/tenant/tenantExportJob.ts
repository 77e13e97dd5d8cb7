import { join } from 'node:path'

import { z } from 'zod'

import { recordAudit } from '../../audit/index.ts'
import { accessOfActor, requirePerson } from '../../collection/index.ts'
import type { Job, JobContext } from '../../jobs/index.ts'
import { defineJob, enqueueJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { exportsErrors } from '../errors.ts'
import { exportFolder } from '../files.ts'
import { expireJob, KEPT_HOURS } from '../operations/expireJob.ts'
import { exportTenant } from './exportTenant.ts'

/**
 * The job that packs the whole tenant, as the system: who started it still holds `tenant.export`. One moment
 * is exported, so an attempt that was killed starts anew. Without a folder it can only be queued.
 */
export function createTenantExportJob(options: { dataDir: string }): Job<Record<string, never>> {
  return defineJob({
    input: z.object({}),
    kind: 'exports:tenant',
    run: async (job) => {
      await requireExporter()
      const file = `${job.jobId}.zip`
      const target = join(await exportFolder(options.dataDir, job.tenantId), file)
      const { files, tables } = await exportTenant({
        dataDir: options.dataDir,
        onProgress: (done) => reportStep(job, done),
        target,
      })
      const expiresAt = new Date(Date.now() + KEPT_HOURS * 3_600_000)
      await enqueueJob(expireJob(), { id: job.jobId }, { runAfter: expiresAt })
      const records = tables.reduce((sum, { rows }) => sum + rows, 0)
      await database().transaction((transaction) =>
        recordAudit(transaction, {
          facts: { files: files.length, format: 'tenant', records },
          kind: 'export.made',
          subject: job.jobId,
        }),
      )

      return { expiresAt: expiresAt.toISOString(), file, files: files.length, rows: records }
    },
  })
}

async function requireExporter(): Promise<void> {
  const access = await database().transaction(accessOfActor)
  if (requireTenantScope().userId !== null && access?.can('tenant.export') !== true) {
    throw exportsErrors.PERSON_UNKNOWN({})
  }
}

// Making room would lose the moment that is exported, and with it all that was done.
async function reportStep(job: JobContext<unknown>, done: number): Promise<void> {
  try {
    await job.step(() => Promise.resolve({ cursor: {}, done }))
  } catch (error) {
    if (!isTenonError(error, 'JOBS_YIELDED')) {
      throw error
    }
  }
}

/** Queues the export of the whole running tenant and gives its id. */
export async function startTenantExport(): Promise<string> {
  requirePerson()

  return enqueueJob(createTenantExportJob({ dataDir: '' }), {})
}
