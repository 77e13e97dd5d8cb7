import { requirePerson } from '../../collection/index.ts'
import { enqueueJob, getJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import { requireMapped } from '../plan/buildPlan.ts'
import { updateJob } from '../records/importRecords.ts'
import { createImportJob } from '../run/importJob.ts'
import { uploadPath } from '../run/uploadPaths.ts'
import { findImport } from './findImport.ts'
import { present } from './planImport.ts'

/**
 * Queues the dry run or the run of a planned import in the name of who uploaded it and gives the id of
 * the job. Throws `IMPORTS_RUNNING` while either runs and `IMPORTS_STARTED` after the run.
 */
export async function runImport(args: {
  dataDir: string
  dryRun: boolean
  id: string
}): Promise<string> {
  requirePerson()
  const { tenantId } = requireTenantScope()
  const { dryRun } = args

  return database().transaction(async (transaction) => {
    const record = await findImport(transaction, args.id, { lock: true, own: true })
    const { createMissing, file, id: importId, plan } = record
    if (await isRunning([record.dryRunId, record.runId])) {
      throw importsErrors.RUNNING({})
    }
    if (record.runId !== null) {
      throw importsErrors.STARTED({})
    }
    await present(uploadPath(args.dataDir, tenantId, importId))
    if (plan === null) {
      throw importsErrors.NOT_FOUND({})
    }
    requireMapped(plan)
    const id = newId()
    const job = createImportJob({ dataDir: args.dataDir })
    await enqueueJob(job, { createMissing, dryRun, file, importId, plan }, { id, transaction })
    await updateJob(transaction, importId, { dryRun, id })

    return id
  })
}

async function isRunning(jobs: readonly (string | null)[]): Promise<boolean> {
  const ids = jobs.filter((id) => id !== null)
  const views = await Promise.all(ids.map((id) => getJob(id)))

  return views.some(({ state }) => state === 'queued' || state === 'running')
}
