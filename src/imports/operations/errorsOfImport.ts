import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { errorPath } from '../run/uploadPaths.ts'
import { findImport } from './findImport.ts'

/** Path of the CSV file with the refused rows of the run, else of the dry run; null before either. */
export async function errorsOfImport(dataDir: string, id: string): Promise<string | null> {
  const { tenantId } = requireTenantScope()
  const { dryRunId, runId } = await database().transaction((transaction) =>
    findImport(transaction, id),
  )
  const job = runId ?? dryRunId

  return job === null ? null : errorPath(dataDir, tenantId, job)
}
