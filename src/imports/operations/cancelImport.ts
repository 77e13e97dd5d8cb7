import { cancelJob, getJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import { findImport } from './findImport.ts'

/** Stops what runs of an import: rows written by committed steps stay, and can be undone as a batch. */
export async function cancelImport(id: string): Promise<void> {
  const record = await database().transaction((transaction) => findImport(transaction, id))
  for (const job of [record.dryRunId, record.runId]) {
    if (job !== null) {
      const { state } = await getJob(job)
      if (state === 'queued' || state === 'running') {
        await cancelJob(job)
      }
    }
  }
}
