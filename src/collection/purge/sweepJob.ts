import { z } from 'zod'

import type { Job } from '../../jobs/index.ts'
import { defineJob, deleteJobs, finishedJobs, forgetScheduleRuns } from '../../jobs/index.ts'
import { forgetAnswers } from '../idempotency/answerOnce.ts'

const STEP = 100

/** The job that clears away what nobody asks for any more: old answers, old jobs with their rows and files. */
export function createSweepJob(options: {
  /** Removes what jobs have left on disk; called before their rows go, so that none is forgotten. */
  removeFiles: (tenantId: string, jobIds: readonly string[]) => Promise<void>
}): Job<Record<string, never>> {
  return defineJob<Record<string, never>>({
    input: z.object({}),
    kind: 'collection:sweep',
    run: async (job) => {
      const cursor = { deleted: Number(job.cursor?.['deleted'] ?? 0), more: true }
      while (cursor.more) {
        await job.step(async (transaction) => {
          await forgetAnswers(transaction)
          await forgetScheduleRuns(transaction)
          const ids = await finishedJobs(transaction, { limit: STEP })
          await options.removeFiles(job.tenantId, ids)
          await deleteJobs(transaction, ids)
          cursor.deleted += ids.length
          cursor.more = ids.length === STEP

          return { cursor: { ...cursor }, done: cursor.deleted }
        })
      }

      return { deleted: cursor.deleted }
    },
  })
}
